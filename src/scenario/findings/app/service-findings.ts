import { z } from 'zod';
import { nearest } from '../../problems/nearest.ts';
import type { Scenario, ServiceTarget } from '../../suite.ts';
import { type Finding, finding } from '../finding.ts';
import type { AppObject } from './workload.ts';

const serviceObject = z.looseObject({
  kind: z.literal('Service'),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default('default') }),
  spec: z.looseObject({ ports: z.array(z.looseObject({ port: z.number() })).default([]) }),
});
type Service = z.output<typeof serviceObject>;

export function servicesOf(objects: readonly AppObject[]): Service[] {
  return objects.flatMap(({ object }) => {
    const parsed = serviceObject.safeParse(object);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Services that are probed and that the app does not have, or not at this port. */
export function serviceFindings(
  { steadyState, steps }: Scenario,
  services: readonly Service[],
  isOwn: (namespace: string) => boolean,
): Finding[] {
  const requests = steps.filter(step => step.kind === 'probeHTTP');
  return [...steadyState, ...requests].flatMap(({ at, probe }) => {
    const target = 'target' in probe && 'service' in probe.target ? probe.target.service : undefined;
    const message = target && isOwn(target.namespace) ? complaint(target, services) : undefined;
    return message ? [finding('unknown-service', at, message)] : [];
  });
}

function complaint({ name, namespace, port }: ServiceTarget, services: readonly Service[]): string | undefined {
  const there = services.filter(({ metadata }) => metadata.namespace === namespace);
  const service = there.find(({ metadata }) => metadata.name === name);
  if (service) {
    const ports = service.spec.ports.map(each => each.port);
    if (ports.includes(port)) return undefined;
    return `the Service ${namespace}/${name} has no port ${port}: it has ${ports.join(', ') || 'none'}`;
  }
  const names = there.map(({ metadata }) => metadata.name);
  const meant = nearest(name, names);
  const hint = meant ? `; did you mean \`${meant}\`?` : names.length > 0 ? `: there is ${names.join(', ')}` : '';
  return `no manifest of \`app:\` has a Service ${name} in the namespace ${namespace}${hint}`;
}
