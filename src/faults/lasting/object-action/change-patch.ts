import { parseQuantity } from '../../../scenario/quantity.ts';
import type { ObjectChange } from '../../../scenario/suite.ts';

/** The fields of live objects that the changes below look at. */
export interface LiveObject {
  readonly metadata: { readonly name: string; readonly generation?: number; readonly uid?: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: unknown;
    readonly taints?: readonly { readonly key: string; readonly effect: string; readonly value?: string }[];
    readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } };
  };
  readonly status?: { readonly observedGeneration?: number };
}

interface Container {
  readonly name: string;
  readonly resources?: { readonly limits?: Quantities; readonly requests?: Quantities };
}
type Quantities = Readonly<Record<string, string>>;

/** The merge patch that makes a change to an object, or a sentence about why it cannot be made. Pure; `stamp` marks a restart. */
export function patchFor(
  change: ObjectChange,
  kind: string,
  live: LiveObject,
  stamp: string,
): Record<string, unknown> | string {
  switch (change.kind) {
    case 'scale':
      return live.spec?.replicas === undefined ? 'it has no replicas' : { spec: { replicas: change.replicas } };
    case 'restart':
      if (!live.spec?.template) return 'it has no pods of its own';
      return {
        spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': stamp } } } },
      };
    case 'labels':
      return { metadata: { labels: change.labels } };
    case 'selector':
      if (kind !== 'Service') return 'it is no Service: the selector of a workload cannot be changed';
      return { spec: { selector: change.selector } };
    case 'data':
      if (kind !== 'ConfigMap' && kind !== 'Secret') return 'it is no ConfigMap and no Secret';
      return { data: kind === 'Secret' ? inBase64(change.data) : change.data };
    case 'image':
      return patchContainer(live, change.container, () => ({ image: change.image }));
    case 'limits':
      return patchContainer(live, change.container, ({ resources }) => {
        const limits = defined({ cpu: change.cpu, memory: change.memory });
        const requests = resources?.requests && { ...resources.requests, ...lowered(resources.requests, limits) };
        return {
          resources: { ...resources, limits: { ...resources?.limits, ...limits }, ...(requests && { requests }) },
        };
      });
    case 'taint': {
      if (kind !== 'Node') return 'it is no node';
      const { key, value, effect } = change;
      const others = (live.spec?.taints ?? []).filter(taint => taint.key !== key || taint.effect !== effect);
      return { spec: { taints: [...others, { key, effect, ...(value && { value }) }] } };
    }
    case 'patch':
      return { ...change.patch };
  }
}

/** As a Secret's `data` is written. */
function inBase64(data: Readonly<Record<string, string | null>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, value === null ? null : Buffer.from(value).toString('base64')]),
  );
}

/** A merge patch replaces lists as a whole: the other containers are written as they are. */
function patchContainer(
  live: LiveObject,
  name: string | undefined,
  change: (container: Container) => object,
): Record<string, unknown> | string {
  const containers = live.spec?.template?.spec?.containers ?? [];
  const meant = name === undefined ? containers[0] : containers.find(container => container.name === name);
  if (!meant) return name === undefined ? 'it has no containers' : `it has no container "${name}"`;
  const changed = containers.map(container =>
    container === meant ? { ...container, ...change(container) } : container,
  );
  return { spec: { template: { spec: { containers: changed } } } };
}

/** A request above its limit is refused: what was asked for shrinks with it. */
function lowered(requests: Quantities, limits: Quantities): Quantities {
  const above = ([name, limit]: [string, string]) =>
    (parseQuantity(requests[name] ?? '') ?? 0) > (parseQuantity(limit) ?? 0);
  return Object.fromEntries(Object.entries(limits).filter(above));
}

function defined(quantities: Readonly<Record<string, string | undefined>>): Quantities {
  return Object.fromEntries(Object.entries(quantities).filter((entry): entry is [string, string] => !!entry[1]));
}
