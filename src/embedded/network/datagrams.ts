import { createSocket, type Socket } from 'node:dgram';
import type { AddressSpace } from './address-space.ts';
import { jittered } from './admission.ts';
import type { EndpointChoice } from './endpoint-choice.ts';
import type { AttachedPod, PodTable } from './pods.ts';
import type { RuleTable } from './rules.ts';
import type { ServiceEntry, ServicePort, ServiceTable } from './service-table.ts';

/**
 * UDP between pods and to Services. Every UDP port of a pod has a visible socket here. A datagram from pod P, port p,
 * arrives at the receiver's visible socket and leaves through P's own visible socket, so that the receiver sees who sent it;
 * its answer comes back the same way. A Service port is one more visible socket, which remembers for whom it stands in.
 */
export interface Datagrams {
  /** Resolves when others can send to the port. */
  open(pod: AttachedPod, port: number): Promise<void>;
  close(pod: AttachedPod, port: number): void;
  updateService(key: string, entry: ServiceEntry | undefined): void;
  closeAll(): void;
}

/** A flow without datagrams is forgotten after this, as conntrack does (nf_conntrack_udp_timeout). */
const flowIdleMs = 30_000;

interface VisibleSocket {
  readonly socket: Socket;
  readonly address: string;
  readonly port: number;
  /** Answers from `endpoint` that arrive here go back through the Service's socket. */
  readonly standIns: Map<string, VisibleSocket>;
}

/** A sender outside of containers, to whom answers are to go. */
interface OutsideFlow {
  readonly socket: Socket;
  timer: NodeJS.Timeout;
}

export interface DatagramSources {
  readonly addresses: AddressSpace;
  readonly pods: PodTable;
  readonly services: ServiceTable;
  readonly rules: RuleTable;
  readonly choose: EndpointChoice;
  readonly random: () => number;
  readonly onProblem: (text: string) => void;
}

export function createDatagrams(sources: DatagramSources): Datagrams {
  const { addresses, pods, rules, choose, random, onProblem } = sources;
  const visible = new Map<string, VisibleSocket>();
  const servicePorts = new Map<string, { readonly service: string; port: ServicePort }>();
  const outside = new Map<string, OutsideFlow>();
  /** The endpoint that a client's flow to a Service stays with. */
  const chosen = new Map<string, { address: string; port: number; timer: NodeJS.Timeout }>();

  const openSocket = async (address: string, port: number): Promise<VisibleSocket> => {
    const place = `${address}:${port}`;
    const known = visible.get(place);
    if (known) return known;
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    const created: VisibleSocket = { socket, address, port, standIns: new Map() };
    visible.set(place, created);
    socket.on('message', (data, from) => receive(created, data, from.address, from.port));
    socket.unref();
    await new Promise<void>(resolve => {
      socket.once('listening', resolve);
      socket.once('error', error => {
        visible.delete(place);
        onProblem(`UDP port ${place}: ${error.message}`);
        resolve();
      });
      socket.bind(port, address);
    });
    socket.on('error', error => onProblem(`UDP port ${place}: ${error.message}`));
    return created;
  };

  const closeSocket = (place: string): void => {
    const known = visible.get(place);
    if (!known) return;
    visible.delete(place);
    known.socket.close();
  };

  const receive = (at: VisibleSocket, data: Buffer, fromAddress: string, fromPort: number): void => {
    const sender = pods.byHidden(fromAddress);
    const client = sender?.podIP ?? (fromAddress.startsWith(addresses.podPrefix) ? fromAddress : addresses.gateway);
    const to = destination(at, `${fromAddress}:${fromPort}`, client);
    if (!to) return;
    shape(data, client, to.address, to.port, async () => {
      const receiver = pods.byAddress(to.address);
      const host = receiver?.hidden ?? to.address;
      const hiddenPort = receiver?.ports.get(`UDP ${to.port}`)?.hiddenPort ?? to.port;
      if (!sender)
        return sendFromOutside(at, data, { address: fromAddress, port: fromPort }, { host, port: hiddenPort });
      const own = await openSocket(sender.podIP, fromPort);
      if (at.address !== to.address) own.standIns.set(`${host}:${hiddenPort}`, at);
      // An answer to a Service's client leaves through the Service's socket.
      const back = at.standIns.get(`${fromAddress}:${fromPort}`) ?? own;
      back.socket.send(data, hiddenPort, host);
    });
  };

  const destination = (
    at: VisibleSocket,
    from: string,
    client: string,
  ): { address: string; port: number } | undefined => {
    const service = servicePorts.get(`${at.address}:${at.port}`)?.port;
    if (!service) return { address: at.address, port: at.port };
    const flow = `${from} ${at.address}:${at.port}`;
    const known = chosen.get(flow);
    const still = known && service.endpoints.find(one => one.address === known.address && one.port === known.port);
    const endpoint = still ?? choose(service, client);
    clearTimeout(known?.timer);
    chosen.delete(flow);
    if (!endpoint) return undefined;
    chosen.set(flow, { ...endpoint, timer: setTimeout(() => chosen.delete(flow), flowIdleMs).unref() });
    return endpoint;
  };

  const sendFromOutside = (
    at: VisibleSocket,
    data: Buffer,
    sender: { address: string; port: number },
    to: { host: string; port: number },
  ): void => {
    const key = `${sender.address}:${sender.port} ${to.host}:${to.port} ${at.address}:${at.port}`;
    const flow = outside.get(key) ?? openOutsideFlow(key, at, sender);
    clearTimeout(flow.timer);
    flow.timer = endLater(key, flow);
    flow.socket.send(data, to.port, to.host);
  };

  const openOutsideFlow = (key: string, at: VisibleSocket, sender: { address: string; port: number }): OutsideFlow => {
    const socket = createSocket('udp4');
    socket.bind({ address: addresses.gateway, port: 0 });
    socket.unref();
    socket.on('message', answer => at.socket.send(answer, sender.port, sender.address));
    socket.on('error', error => onProblem(`UDP from ${sender.address}: ${error.message}`));
    const flow: OutsideFlow = { socket, timer: setTimeout(() => {}, 0) };
    outside.set(key, flow);
    return flow;
  };

  const endLater = (key: string, flow: OutsideFlow): NodeJS.Timeout =>
    setTimeout(() => {
      outside.delete(key);
      flow.socket.close();
    }, flowIdleMs).unref();

  const shape = (data: Buffer, client: string, server: string, port: number, send: () => void): void => {
    const met = rules.size === 0 ? [] : rules.forward({ client, server, port });
    let delayMs = 0;
    for (const active of met) {
      active.bytes += data.length;
      const { effect } = active.rule;
      if (effect.kind === 'drop' || effect.kind === 'reset') return;
      if (effect.kind === 'loss' && random() < effect.share) return;
      if (effect.kind === 'delay') delayMs += jittered(effect, random);
      if (effect.kind === 'rate') delayMs += (data.length / effect.bytesPerSecond) * 1000;
    }
    if (delayMs > 0) setTimeout(send, delayMs);
    else send();
  };

  return {
    async open(pod, port) {
      await openSocket(pod.podIP, port);
    },
    close: (pod, port) => closeSocket(`${pod.podIP}:${port}`),
    updateService(key, entry) {
      const wanted = new Map(
        (entry?.clusterIP ? entry.ports : [])
          .filter(port => port.protocol === 'UDP')
          .map(port => [`${entry?.clusterIP}:${port.port}`, port]),
      );
      for (const [place, known] of servicePorts)
        if (known.service === key && !wanted.has(place)) {
          servicePorts.delete(place);
          closeSocket(place);
        }
      for (const [place, port] of wanted) {
        const known = servicePorts.get(place);
        if (known) known.port = port;
        else {
          servicePorts.set(place, { service: key, port });
          void openSocket(entry?.clusterIP ?? '', port.port);
        }
      }
    },
    closeAll() {
      for (const place of [...visible.keys()]) closeSocket(place);
      for (const { socket, timer } of outside.values()) {
        clearTimeout(timer);
        socket.close();
      }
      for (const { timer } of chosen.values()) clearTimeout(timer);
      outside.clear();
    },
  };
}
