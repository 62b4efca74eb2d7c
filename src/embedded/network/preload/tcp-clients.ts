import { takeSourcePort } from '../outgoing.ts';
import type { ConnectAnswer, PodIdentity } from '../protocol.ts';
import { synRetransmissionMs, synRetries } from '../retransmission.ts';
import type { ControlChannel } from './control-channel.ts';
import { classify, toIPv4 } from './pod-address.ts';
import { type ConnectRequest, errors, type SocketName, type SystemCalls, type TcpHandle } from './tcp-handle.ts';
import type { BoundSockets } from './tcp-servers.ts';

/** Others may only have these with the network's help. */
const lowestOpenPort = 1024;
const mostBinds = 20;

/**
 * Makes clients connect from the pod's address, to where the network sends them: Services are translated to an
 * endpoint here, as kube-proxy does it on the client's node, so a closed port refuses and a lost SYN hangs.
 */
export function patchClients(
  tcp: TcpHandle,
  system: SystemCalls,
  pod: PodIdentity,
  control: ControlChannel,
  bound: BoundSockets,
): void {
  const { bind, connect, connect6, getsockname, getpeername } = system;
  const close = tcp.close;
  /** Whom the program believes to be connected to. */
  const peers = new WeakMap<TcpHandle, SocketName>();
  const closed = new WeakSet<TcpHandle>();

  /** bind() says that a port is taken only later; getsockname() tells at once. */
  const bindSource = (handle: TcpHandle): void => {
    const wish = bound.get(handle);
    bound.delete(handle);
    for (let attempt = 0; attempt < mostBinds; attempt++) {
      bind.call(handle, pod.podIP, attempt === 0 && wish?.port ? wish.port : takeSourcePort());
      if (getsockname.call(handle, {}) === 0) return;
    }
  };

  const open = (handle: TcpHandle, request: ConnectRequest, address: string, port: number): number => {
    // What is not below 127/8 is not reached from below it; localhost and the API server see 127.0.0.1.
    if (address.startsWith(pod.podPrefix) && address !== pod.hidden) bindSource(handle);
    return connect.call(handle, request, address, port);
  };

  const follow = (handle: TcpHandle, request: ConnectRequest, address: string, port: number): number => {
    let sent = 0;
    const fail = (error: number): void => request.oncomplete(error, handle, request, false, false);
    const arrive = (answer: Extract<ConnectAnswer, { verdict: 'go' }>): void => {
      if (closed.has(handle)) return;
      const error = open(handle, request, answer.address, answer.port);
      if (error) fail(error);
    };
    const receive = (answer: ConnectAnswer): void => {
      if (closed.has(handle)) return;
      if (answer.verdict === 'refuse') fail(errors.ECONNREFUSED);
      else if (answer.verdict === 'go') {
        if (answer.delayMs > 0) setTimeout(arrive, answer.delayMs, answer);
        else arrive(answer);
      } else if (sent > synRetries) fail(errors.ETIMEDOUT);
      else setTimeout(ask, synRetransmissionMs(sent++), answer.address, answer.port);
    };
    const ask = (to: string, toPort: number): void => {
      if (closed.has(handle)) return;
      control.connect(to, toPort).then(receive, () => fail(errors.ENETDOWN));
    };
    ask(address, port);
    return 0;
  };

  const connectTo = (handle: TcpHandle, request: ConnectRequest, asked: string, port: number): number => {
    const address = toIPv4(asked);
    const isApiServer = address === pod.apiServer?.host && port === pod.apiServer.port;
    const kind = isApiServer ? 'outside' : classify(address, pod);
    if (kind === 'outside') {
      bound.delete(handle);
      return address === asked && asked.includes(':')
        ? connect6.call(handle, request, asked, port)
        : open(handle, request, address, port);
    }
    const isLocal = kind === 'loopback' || kind === 'any' || kind === 'hidden';
    const target = isLocal ? pod.hidden : address;
    if (isLocal) bound.delete(handle);
    if (kind === 'service' || isLocal)
      peers.set(handle, { address: isLocal ? '127.0.0.1' : address, family: 'IPv4', port });
    const mustAsk = kind === 'service' || port < lowestOpenPort || (control.rulesActive && !isLocal);
    return mustAsk ? follow(handle, request, target, port) : open(handle, request, target, port);
  };

  tcp.connect = function (request, address, port) {
    return connectTo(this, request, address, port);
  };
  tcp.connect6 = function (request, address, port) {
    return connectTo(this, request, address, port);
  };
  tcp.close = function (callback) {
    closed.add(this);
    return close.call(this, callback);
  };
  tcp.getpeername = function (out) {
    const error = getpeername.call(this, out);
    if (error) return error;
    const peer = peers.get(this);
    if (peer) Object.assign(out, peer);
    else if (out.address === pod.hidden) out.address = '127.0.0.1';
    return 0;
  };
}
