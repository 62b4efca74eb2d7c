import { randomInt } from 'node:crypto';
import type { AnyObject } from '../cluster-api.ts';
import type { RegistryContext } from './registry.ts';

const FIRST = 30000;
const LAST = 32767;

/** Gives every port of a NodePort or LoadBalancer Service a node port of its own, in place; takes them from other types. */
export function allocateNodePorts(context: RegistryContext, spec: AnyObject): void {
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') {
    spec.ports = spec.ports?.map(({ nodePort: _dropped, ...port }: AnyObject) => port);
    return;
  }
  const taken = new Set<number>(
    context.store
      .list('services')
      .flatMap(service => (service.spec?.ports ?? []).map((port: AnyObject) => port.nodePort)),
  );
  spec.ports = spec.ports?.map((port: AnyObject) => {
    if (port.nodePort) return port;
    let nodePort = randomInt(FIRST, LAST + 1);
    while (taken.has(nodePort)) nodePort = nodePort === LAST ? FIRST : nodePort + 1;
    taken.add(nodePort);
    return { ...port, nodePort };
  });
}
