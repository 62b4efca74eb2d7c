import type { V1Pod } from '@kubernetes/client-node';
import type { ContainerReference } from '../../cluster/cluster.ts';
import type { TargetRecord } from '../../journal/event.ts';
import type { Targets } from './lasting-fault.ts';

/** A running container of a chosen pod. */
export interface TargetedContainer {
  readonly pod: V1Pod;
  readonly reference: ContainerReference;
  readonly name: string;
  readonly target: TargetRecord;
  /** For sentences: `container web of web-1`. */
  readonly label: string;
}

/** The running containers of the chosen pods: of each pod the one of this name, the first without one, or all of them. */
export function targetedContainers(
  { pods }: Targets,
  which: { readonly name?: string; readonly all?: boolean },
): TargetedContainer[] {
  return pods.flatMap(pod => {
    const meant = which.name ?? (which.all ? undefined : pod.spec?.containers[0]?.name);
    return runningContainersOf(pod).filter(({ name }) => meant === undefined || name === meant);
  });
}

/** Why some pod lacks the container that is meant; undefined when none does. */
export function missingContainer({ pods }: Targets, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const without = pods.find(pod => !pod.spec?.containers.some(container => container.name === name));
  return without && `the pod ${without.metadata?.name} has no container "${name}"`;
}

function runningContainersOf(pod: V1Pod): TargetedContainer[] {
  const { name: podName = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const node = pod.spec?.nodeName ?? '';
  return (pod.status?.containerStatuses ?? []).flatMap(({ name, containerID, state }) =>
    state?.running && containerID
      ? {
          pod,
          name,
          reference: { node, containerId: containerID },
          target: { kind: 'Container' as const, namespace, name: podName, uid, node, container: name },
          label: `container ${name} of ${podName}`,
        }
      : [],
  );
}

/** The nodes that the chosen pods run on, once each. */
export function nodesOf(targets: Targets): string[] {
  return [...new Set(targets.pods.flatMap(pod => pod.spec?.nodeName ?? []))];
}
