import type { ContainerReference } from '../cluster/cluster.ts';

/** A container's id as its runtime knows it, without the runtime's name that the API puts before it: `containerd://4f1…`. */
export function runtimeIdOf({ containerId }: Pick<ContainerReference, 'containerId'>): string {
  return containerId.replace(/^[^:]+:\/\//, '');
}
