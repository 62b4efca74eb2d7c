import type { ResourceTypes } from '../../api/cluster-api.ts';

export type Pod = ResourceTypes['pods'];
export type PodSpec = NonNullable<Pod['spec']>;
export type PodStatus = NonNullable<Pod['status']>;
export type Container = PodSpec['containers'][number];
export type ContainerStatus = NonNullable<PodStatus['containerStatuses']>[number];

/** An init container that stays running beside the others (`restartPolicy: Always` of its own). */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** Whether a container is started again after it ended with `exitCode`. Init containers restart on failure only. */
export function restarts(spec: PodSpec, container: Container, role: 'init' | 'main', exitCode: number): boolean {
  if (isSidecar(container)) return true;
  const policy = spec.restartPolicy ?? 'Always';
  if (policy === 'Never') return false;
  return exitCode !== 0 || (policy === 'Always' && role === 'main');
}
