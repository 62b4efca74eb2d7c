import type { Socket } from 'node:net';
import type { AddressSpace } from './address-space.ts';
import type { ControlChannel } from './control-server.ts';
import { createEntranceListener, type EntranceListener } from './entrance-listener.ts';
import type { ListenAnswer, PortName } from './protocol.ts';
import type { RuleTable } from './rules.ts';

/** A pod on the network, with the ports that its processes listen on now. */
export interface AttachedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly token: string;
  readonly podIP: string;
  readonly hidden: string;
  readonly channels: Set<ControlChannel>;
  /** By `TCP 8080`. */
  readonly ports: Map<string, OpenPort>;
}

export interface OpenPort {
  readonly port: number;
  hiddenPort: number;
  readonly local: boolean;
  /** The processes that listen on it. */
  readonly owners: Set<ControlChannel>;
  /** Absent: of the pod alone, or UDP. */
  readonly entrance: EntranceListener | undefined;
}

export function portKey({ protocol, port }: PortName): string {
  return `${protocol} ${port}`;
}

export interface PodTable {
  attach(pod: { namespace: string; name: string; node: string; token: string }): AttachedPod;
  /** Closes its ports and channels and gives its address back. */
  detach(pod: AttachedPod): void;
  byAddress(podIP: string): AttachedPod | undefined;
  byHidden(hidden: string): AttachedPod | undefined;
  byToken(token: string): AttachedPod | undefined;
  all(): Iterable<AttachedPod>;
  /** Resolves when others can connect to the port. */
  open(
    pod: AttachedPod,
    owner: ControlChannel,
    name: PortName,
    hiddenPort: number,
    local: boolean,
  ): Promise<ListenAnswer>;
  close(pod: AttachedPod, owner: ControlChannel, name: PortName): void;
  /** Closes whatever a process that ended had open. */
  closeAll(pod: AttachedPod, owner: ControlChannel): void;
  /** Shows every port as the rules now want it seen. */
  applyRules(): Promise<void>;
}

/** `onConnection` gets what strangers and other pods open to a pod's visible port. */
export function createPodTable(
  addresses: AddressSpace,
  rules: RuleTable,
  onConnection: (pod: AttachedPod, port: OpenPort, socket: Socket) => void,
): PodTable {
  const byAddress = new Map<string, AttachedPod>();
  const byHidden = new Map<string, AttachedPod>();
  const byToken = new Map<string, AttachedPod>();

  const release = (pod: AttachedPod, key: string, owner: ControlChannel): void => {
    const port = pod.ports.get(key);
    if (!port?.owners.delete(owner) || port.owners.size > 0) return;
    pod.ports.delete(key);
    port.entrance?.close();
  };

  return {
    attach({ namespace, name, node, token }) {
      const { visible, hidden } = addresses.takePodAddress();
      const pod: AttachedPod = {
        namespace,
        name,
        node,
        token,
        podIP: visible,
        hidden,
        channels: new Set(),
        ports: new Map(),
      };
      byAddress.set(visible, pod);
      byHidden.set(hidden, pod);
      byToken.set(token, pod);
      return pod;
    },
    detach(pod) {
      if (!byToken.delete(pod.token)) return;
      byAddress.delete(pod.podIP);
      byHidden.delete(pod.hidden);
      for (const port of pod.ports.values()) port.entrance?.close();
      pod.ports.clear();
      for (const channel of pod.channels) channel.close();
      addresses.releasePodAddress(pod.podIP);
    },
    byAddress: podIP => byAddress.get(podIP),
    byHidden: hidden => byHidden.get(hidden),
    byToken: token => byToken.get(token),
    all: () => byAddress.values(),
    async open(pod, owner, name, hiddenPort, local) {
      const key = portKey(name);
      const known = pod.ports.get(key);
      if (known) {
        known.owners.add(owner);
        known.hiddenPort = hiddenPort;
        return {};
      }
      const port: OpenPort = {
        port: name.port,
        hiddenPort,
        local,
        owners: new Set([owner]),
        entrance:
          local || name.protocol === 'UDP'
            ? undefined
            : createEntranceListener(pod.podIP, name.port, socket => onConnection(pod, port, socket)),
      };
      pod.ports.set(key, port);
      try {
        await port.entrance?.show(rules.entrance(pod.podIP, name.port));
        return {};
      } catch (error) {
        return { error: `port ${name.port} of pod ${pod.namespace}/${pod.name}: ${(error as Error).message}` };
      }
    },
    close: (pod, owner, name) => release(pod, portKey(name), owner),
    closeAll(pod, owner) {
      for (const key of [...pod.ports.keys()]) release(pod, key, owner);
    },
    async applyRules() {
      await Promise.all(
        [...byAddress.values()].flatMap(pod =>
          [...pod.ports.values()].map(port => port.entrance?.show(rules.entrance(pod.podIP, port.port))),
        ),
      );
    },
  };
}
