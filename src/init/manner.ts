import type { KubernetesObject } from '@kubernetes/client-node';
import type { Landscape } from './landscape.ts';

/** What the parts of a first file have to agree on. */
export interface Manner {
  /** Nothing has a pod to spare: the loss of one is an outage, and the file asks only that it ends. */
  readonly lenient: boolean;
  /** How an object is called in the file: with its namespace where there are several. */
  readonly nameOf: (metadata: KubernetesObject['metadata']) => string;
}

export function mannerOf({ services, workloads }: Landscape): Manner {
  const objects = [...services, ...workloads.map(({ object }) => object)];
  const several = new Set(objects.map(({ metadata }) => metadata?.namespace)).size > 1;
  return {
    lenient: workloads.every(({ replicas, tightBudget }) => replicas < 2 || tightBudget !== undefined),
    nameOf: metadata => `${several ? `${metadata?.namespace}/` : ''}${metadata?.name}`.slice(0, 60),
  };
}
