import type { V1Container, V1Service, V1ServicePort } from '@kubernetes/client-node';
import type { Landscape } from './landscape.ts';

/** How a Service can be watched, as far as is known. */
export type ServiceProbe =
  | {
      readonly kind: 'http';
      readonly port: number;
      readonly https: boolean;
      readonly endpoint: string;
      readonly code: number;
      /** How it is known: `the path of its readiness probe`. */
      readonly why: string;
    }
  | { readonly kind: 'tcp'; readonly port: number; readonly why: string }
  | { readonly kind: 'none'; readonly why: string };

/** What the objects themselves tell of a Service. Pure. */
export function probeOfManifests(service: V1Service, landscape: Landscape): ServiceProbe {
  const { type, clusterIP, selector, ports = [] } = service.spec ?? {};
  if (type === 'ExternalName') return { kind: 'none', why: 'it only names a host outside' };
  if (clusterIP === 'None') return { kind: 'none', why: 'it is headless and has no address of its own' };
  if (Object.keys(selector ?? {}).length === 0)
    return { kind: 'none', why: 'it has no selector, its endpoints are made by hand' };
  const tcp = ports.filter(({ protocol }) => protocol === undefined || protocol === 'TCP');
  const [port] = [...tcp.filter(isNamedHttp), ...tcp];
  if (!port) return { kind: 'none', why: 'it has no TCP port' };
  const containers = containersOf(service, landscape);
  if (containers.length === 0) return { kind: 'none', why: 'no workload here has pods that it selects' };
  const check = checkOf(containers, port);
  if (check) return { kind: 'http', port: port.port, code: 200, ...check };
  const why = isNamedHttp(port)
    ? 'its port is named as HTTP, but nothing says which path answers 200'
    : 'nothing says that it speaks HTTP';
  return { kind: 'tcp', port: port.port, why };
}

/** Whether name or protocol of a port promise HTTP. */
function isNamedHttp({ name, appProtocol }: V1ServicePort): boolean {
  if (appProtocol !== undefined) return /^https?$/i.test(appProtocol);
  return /^(https?|web)(-|$)/.test(name ?? '');
}

/** Containers of the pods behind a Service. */
export function containersOf(service: V1Service, { workloads }: Landscape): V1Container[] {
  const selector = Object.entries(service.spec?.selector ?? {});
  return workloads
    .filter(({ namespace, template }) => {
      const labels = template.metadata?.labels ?? {};
      return namespace === service.metadata?.namespace && selector.every(([key, value]) => labels[key] === value);
    })
    .flatMap(({ template }) => template.spec?.containers ?? []);
}

const checks = [
  ['readinessProbe', 'the path of its readiness probe'],
  ['livenessProbe', 'the path of its liveness probe'],
  ['startupProbe', 'the path of its startup probe'],
] as const;

export interface KubeletCheck {
  readonly endpoint: string;
  readonly https: boolean;
  readonly why: string;
}

/** The kubelet's own check of the port behind a Service's: somebody wrote down that this path answers. */
export function checkOf(containers: readonly V1Container[], port: V1ServicePort): KubeletCheck | undefined {
  for (const container of containers)
    for (const [key, why] of checks) {
      const get = container[key]?.httpGet;
      if (!get || numberOf(get.port, container) !== numberOf(port.targetPort ?? port.port, container)) continue;
      return { endpoint: get.path ?? '/', https: get.scheme === 'HTTPS', why };
    }
  return undefined;
}

function numberOf(port: string | number | undefined, { ports = [] }: V1Container): number | undefined {
  if (typeof port !== 'string') return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? (/^\d+$/.test(port) ? Number(port) : undefined);
}
