import { createSocket } from 'node:dgram';
import type { PodIdentity } from '../protocol.ts';
import type { ControlChannel } from './control-channel.ts';
import { classify, toIPv4 } from './pod-address.ts';
import { errors, type SocketName } from './tcp-handle.ts';

/** Node's UDP socket, as `node:dgram` uses it. */
interface UdpHandle {
  bind(address: string, port: number, flags?: number): number;
  bind6(address: string, port: number, flags?: number): number;
  /** `send(request, list, length, port, address, callback?)`, or without port and address when connected. */
  send(...args: any[]): number;
  send6(...args: any[]): number;
  connect(address: string, port: number): number;
  connect6(address: string, port: number): number;
  getsockname(out: SocketName): number;
  getpeername(out: SocketName): number;
  recvStart(): number;
  close(callback?: () => void): void;
  onmessage?: (length: number, handle: UdpHandle, buffer: Buffer, from: SocketName) => void;
}

/** Makes UDP sockets live on the pod's hidden address; the network carries what they send to others. */
export function patchUdp(pod: PodIdentity, control: ControlChannel): void {
  const udp = udpPrototype();
  const { bind, send, send6, connect, connect6, getsockname, recvStart } = udp;
  const close = udp.close;
  const bound = new WeakMap<UdpHandle, { address: string; family: string; port: number }>();

  const bindAs = (handle: UdpHandle, asked: string, family: string, port: number, flags?: number): number => {
    const kind = classify(toIPv4(asked), pod);
    if (kind === 'pod' || kind === 'service' || kind === 'outside') return errors.EADDRNOTAVAIL;
    let error = bind.call(handle, pod.hidden, port, flags);
    if (error === errors.EACCES && port > 0) error = bind.call(handle, pod.hidden, 0, flags);
    const name: SocketName = {};
    if (error || getsockname.call(handle, name)) return error;
    bound.set(handle, { address: asked, family, port: port || name.port! });
    // Nothing waits for this: the network opens a sender's port by itself when its first datagram comes earlier.
    control.listen('UDP', port || name.port!, name.port!, kind === 'loopback').catch(() => {});
    return 0;
  };

  /** Where a program's datagram really goes. */
  const target = (asked: string): string => {
    const address = toIPv4(asked);
    const kind = classify(address, pod);
    return kind === 'loopback' || kind === 'any' ? pod.hidden : address;
  };
  const sendTo = (handle: UdpHandle, args: any[], original: (...args: any[]) => number): number => {
    if (typeof args[4] !== 'string') return original.apply(handle, args);
    const address = target(args[4]);
    const [request, list, length, port, , callback] = args;
    return (address.includes(':') ? send6 : send).call(handle, request, list, length, port, address, callback);
  };

  udp.bind = function (address, port, flags) {
    return bindAs(this, address, 'IPv4', port, flags);
  };
  udp.bind6 = function (address, port, flags) {
    return bindAs(this, address, 'IPv6', port, flags);
  };
  udp.send = function (...args) {
    return sendTo(this, args, send);
  };
  udp.send6 = function (...args) {
    return sendTo(this, args, send6);
  };
  udp.connect = function (address, port) {
    return connect.call(this, target(address), port);
  };
  udp.connect6 = function (address, port) {
    const to = target(address);
    return (to.includes(':') ? connect6 : connect).call(this, to, port);
  };
  udp.getsockname = function (out) {
    const error = getsockname.call(this, out);
    const wish = bound.get(this);
    if (!error && wish) Object.assign(out, wish);
    return error;
  };
  udp.recvStart = function () {
    const { onmessage } = this;
    if (onmessage && !Object.hasOwn(onmessage, 'mapped')) {
      const mapped: UdpHandle['onmessage'] = (length, handle, buffer, from) => {
        if (from?.address === pod.hidden) from.address = '127.0.0.1';
        onmessage.call(this, length, handle, buffer, from);
      };
      this.onmessage = Object.assign(mapped, { mapped: true });
    }
    return recvStart.call(this);
  };
  udp.close = function (callback) {
    const wish = bound.get(this);
    if (wish) {
      bound.delete(this);
      control.unlisten('UDP', wish.port);
    }
    return close.call(this, callback);
  };
}

function udpPrototype(): UdpHandle {
  const socket = createSocket('udp4');
  const handle = Object.getOwnPropertySymbols(socket)
    .map(symbol => (socket as any)[symbol]?.handle)
    .find(Boolean);
  socket.close();
  if (!handle) throw new Error('this version of Node keeps its UDP sockets elsewhere');
  return Object.getPrototypeOf(handle);
}
