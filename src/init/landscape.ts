import type {
  KubernetesObject,
  V1Deployment,
  V1PodDisruptionBudget,
  V1PodTemplateSpec,
  V1Service,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { gateLabel } from '../kubernetes/gate-label.ts';
import { findTightBudget } from './budgets.ts';

/** What there is to experiment on: the Services that users reach, and the workloads whose pods can go. */
export interface Landscape {
  readonly services: readonly V1Service[];
  readonly workloads: readonly Workload[];
}

export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly template: V1PodTemplateSpec;
  readonly object: V1Deployment | V1StatefulSet;
  /** The PodDisruptionBudget, `shop/web`, that does not let one of its pods go. */
  readonly tightBudget?: string;
}

/** The cluster's own, and what others put there to run it. */
const notTheApp = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** Chooses from objects what an app consists of, in a stable order; of two of a name the later one is what is applied. Pure. */
export function readLandscape(objects: readonly KubernetesObject[]): Landscape {
  const placed = objects.map(object => ({
    ...object,
    metadata: { ...object.metadata, namespace: object.metadata?.namespace ?? 'default' },
  }));
  const unique = new Map(placed.map(object => [`${object.kind}/${label(object)}`, object]));
  const named = [...unique.values()]
    .filter(({ metadata }) => !notTheApp.has(metadata.namespace) && !metadata.labels?.[gateLabel])
    .sort((a, b) => compare(label(a), label(b)));
  const services = named.filter(({ kind }) => kind === 'Service') as V1Service[];
  const budgets = named.filter(({ kind }) => kind === 'PodDisruptionBudget') as V1PodDisruptionBudget[];
  const workloads = named.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet').map(toWorkload);
  return {
    services: services.filter(({ metadata }) => !(metadata?.namespace === 'default' && metadata.name === 'kubernetes')),
    workloads: workloads.map(each => ({ ...each, tightBudget: findTightBudget(each, budgets, workloads) })),
  };
}

function toWorkload(object: KubernetesObject): Workload {
  const workload = object as V1Deployment | V1StatefulSet;
  return {
    kind: object.kind as Workload['kind'],
    namespace: object.metadata?.namespace ?? '',
    name: object.metadata?.name ?? '',
    // What the API server fills in.
    replicas: workload.spec?.replicas ?? 1,
    template: workload.spec?.template ?? {},
    object: workload,
  };
}

function label({ metadata }: KubernetesObject): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

/** By code point, not by the locale of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
