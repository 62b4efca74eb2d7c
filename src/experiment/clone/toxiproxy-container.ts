import type { V1Container, V1PodSpec } from '@kubernetes/client-node';
import type { ToxiproxyMutation } from '../../scenario/suite.ts';

/** The sidecar's name, as PowerfulSeal calls it. */
export const toxiproxyName = 'chaos-toxiproxy';

/** Where Toxiproxy's API listens in the pod. */
export const toxiproxyPort = 8474;

/** A proxy of Toxiproxy; `redirects`: the container's port whose connections are sent through it. */
export interface ToxicProxy {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
  readonly redirects?: { readonly port: number; readonly to: number };
}

/** Its image starts the server on all addresses; nothing is set up from inside, because the image has no shell. */
export function toxiproxyContainer({ image }: ToxiproxyMutation): V1Container {
  return { name: toxiproxyName, image };
}

/** The proxies of a clone: the ones that were asked for, and `auto<port>` for every port of its containers, from 10000 up. */
export function proxiesOf(spec: V1PodSpec | undefined, { proxies }: ToxiproxyMutation): ToxicProxy[] {
  const ports = (spec?.containers ?? [])
    .filter(({ name }) => name !== toxiproxyName)
    .flatMap(container => container.ports ?? [])
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ containerPort }) => containerPort);
  const taken = new Set([...ports, toxiproxyPort]);
  let next = 10_000;
  const automatic = [...new Set(ports)].map(port => {
    while (taken.has(next)) next++;
    taken.add(next);
    return {
      name: `auto${port}`,
      listen: `0.0.0.0:${next}`,
      upstream: `127.0.0.1:${port}`,
      redirects: { port, to: next },
    };
  });
  return [...proxies, ...automatic];
}

/** The name of the proxy that a toxic means: a number is a container's port. */
export function proxyNameOf(targetProxy: string): string {
  return /^\d+$/.test(targetProxy) ? `auto${targetProxy}` : targetProxy;
}
