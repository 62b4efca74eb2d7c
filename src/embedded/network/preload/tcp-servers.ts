import net from 'node:net';
import type { PodIdentity } from '../protocol.ts';
import type { ControlChannel } from './control-channel.ts';
import { classify, toIPv4 } from './pod-address.ts';
import { errors, type SocketName, type SystemCalls, type TcpHandle } from './tcp-handle.ts';

/** What a program asked of a socket, which is not what it got. */
export interface Bound {
  /** As the program wrote it, for `server.address()`. */
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
  readonly local: boolean;
  /** Bound to the pod's own address: as a server's or a client's, which shows at listen() or connect(). */
  readonly deferred: boolean;
}

export type BoundSockets = WeakMap<TcpHandle, Bound>;

/**
 * Makes servers listen on the pod's hidden address, tells the network, and lets `listening` happen when others
 * can connect.
 */
export function patchServers(
  tcp: TcpHandle,
  system: SystemCalls,
  pod: PodIdentity,
  control: ControlChannel,
  bound: BoundSockets,
): void {
  const { bind, listen, getsockname, getpeername } = system;
  const close = tcp.close;
  const announced = new WeakMap<TcpHandle, { readonly port: number; readonly done: Promise<unknown> }>();

  const bindHidden = (handle: TcpHandle, port: number, flags: number | undefined): number => {
    const error = bind.call(handle, pod.hidden, port, flags);
    // Inside a container every port may be had; here the low ones may not: others still see the one that was asked for.
    return error === errors.EACCES && port > 0 ? bind.call(handle, pod.hidden, 0, flags) : error;
  };

  const bindAs = (handle: TcpHandle, asked: string, family: Bound['family'], port: number, flags?: number): number => {
    const kind = classify(toIPv4(asked), pod);
    if (kind === 'pod' || kind === 'service' || kind === 'outside') return errors.EADDRNOTAVAIL;
    const deferred = kind === 'own';
    bound.set(handle, { address: asked, family, port, local: kind === 'loopback', deferred });
    return deferred ? 0 : bindHidden(handle, port, flags);
  };

  tcp.bind = function (address, port, flags) {
    return bindAs(this, address, 'IPv4', port, flags);
  };
  tcp.bind6 = function (address, port, flags) {
    return bindAs(this, address, 'IPv6', port, flags);
  };

  tcp.listen = function (backlog) {
    const wish = bound.get(this);
    if (wish?.deferred) {
      bound.set(this, { ...wish, deferred: false });
      const error = bindHidden(this, wish.port, 0);
      if (error) return error;
    }
    const error = listen.call(this, backlog);
    const name: SocketName = {};
    if (error || !wish || getsockname.call(this, name)) return error;
    const port = wish.port || name.port!;
    // Without the network this process is about to end; the server itself listens either way.
    const done = control.listen('TCP', port, name.port!, wish.local).catch(() => ({}));
    announced.set(this, { port, done });
    return 0;
  };

  tcp.close = function (callback) {
    const listening = announced.get(this);
    if (listening) {
      announced.delete(this);
      control.unlisten('TCP', listening.port);
    }
    return close.call(this, callback);
  };

  tcp.getsockname = function (out) {
    const error = getsockname.call(this, out);
    const wish = bound.get(this);
    if (wish && (error || out.address === pod.hidden)) {
      Object.assign(out, { address: wish.address, family: wish.family, port: wish.port || out.port || 0 });
      return 0;
    }
    if (!error && out.address === pod.hidden) {
      const peer: SocketName = {};
      const isLocal = getpeername.call(this, peer) === 0 && peer.address === '127.0.0.1';
      out.address = isLocal ? '127.0.0.1' : pod.podIP;
    }
    return error;
  };

  const prototype = net.Server.prototype as unknown as { listen(...args: unknown[]): net.Server };
  const listenServer = prototype.listen;
  prototype.listen = function (this: net.Server, ...args) {
    const emit = this.emit as (event: string, ...rest: unknown[]) => boolean;
    const own = Object.hasOwn(this, 'emit');
    this.emit = (event: string, ...rest: unknown[]): boolean => {
      if (event !== 'listening') return emit.call(this, event, ...rest);
      if (own) this.emit = emit as typeof this.emit;
      else delete (this as { emit?: unknown }).emit;
      const done = announced.get((this as unknown as { _handle: TcpHandle })._handle)?.done;
      if (!done) return emit.call(this, event, ...rest);
      const tell = (): void => void (this.listening && emit.call(this, event, ...rest));
      done.then(tell);
      return true;
    };
    return listenServer.apply(this, args);
  };
}
