import { availableParallelism, totalmem } from 'node:os';
import type { ResourceTypes } from '../../api/cluster-api.ts';
import { parseQuantity } from '../../quantity.ts';

type Pod = ResourceTypes['pods'];
type Container = NonNullable<Pod['spec']>['containers'][number];

/** Where a pod runs, which its own object may not say yet. */
export interface PodPlace {
  readonly podIP: string;
  readonly hostIP: string;
}

/** The value of a downward API field; maps (`metadata.labels`) in the form `key="value"`, one a line. Throws for an unknown path. */
export function fieldValue(pod: Pod, path: string, place: PodPlace): string {
  const metadata = pod.metadata!;
  const subscript = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (subscript) return metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2]!] ?? '';
  switch (path) {
    case 'metadata.name':
      return metadata.name!;
    case 'metadata.namespace':
      return metadata.namespace!;
    case 'metadata.uid':
      return metadata.uid!;
    case 'metadata.labels':
      return formatMap(metadata.labels);
    case 'metadata.annotations':
      return formatMap(metadata.annotations);
    case 'spec.nodeName':
      return pod.spec?.nodeName ?? '';
    case 'spec.serviceAccountName':
      return pod.spec?.serviceAccountName ?? 'default';
    case 'status.hostIP':
    case 'status.hostIPs':
      return place.hostIP;
    case 'status.podIP':
    case 'status.podIPs':
      return place.podIP;
    default:
      throw new Error(`unsupported fieldPath: ${path}`);
  }
}

/** `limits.memory`, `requests.cpu`, … divided by the divisor and rounded up; a limit that is not set is the machine's. */
export function resourceValue(container: Container, resource: string, divisor = '1'): string {
  const [kind, name] = resource.split(/\.(.*)/) as ['limits' | 'requests', string];
  if (kind !== 'limits' && kind !== 'requests') throw new Error(`unsupported container resource : ${resource}`);
  const own = container.resources?.[kind]?.[name] ?? (kind === 'limits' ? machineValue(name) : '0');
  const unit = parseQuantity(divisor) || 1;
  return String(Math.ceil(Number((parseQuantity(own) / unit).toPrecision(12))));
}

function machineValue(resource: string): string {
  if (resource === 'cpu') return String(availableParallelism());
  return resource === 'memory' ? String(totalmem()) : '0';
}

function formatMap(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');
}
