import type { DaemonSet, Pod, Toleration } from '../objects.ts';
import { podFromTemplate } from '../pod-template.ts';

export const REVISION_LABEL = 'controller-revision-hash';
const GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation';

/** A daemon stays on nodes that are lost, full or cordoned. */
const DAEMON_TOLERATIONS: readonly (readonly [key: string, effect: string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
];

/** The template's tolerations and those that every daemon has. */
export function daemonTolerations({ spec }: DaemonSet): Toleration[] {
  const own = spec!.template.spec?.tolerations ?? [];
  const network: typeof DAEMON_TOLERATIONS = [['node.kubernetes.io/network-unavailable', 'NoSchedule']];
  const added = spec!.template.spec?.hostNetwork ? [...DAEMON_TOLERATIONS, ...network] : DAEMON_TOLERATIONS;
  const isOwn = (key: string, effect: string) =>
    own.some(
      one =>
        one.key === key && one.effect === effect && one.operator === 'Exists' && one.tolerationSeconds === undefined,
    );
  const missing = added.filter(([key, effect]) => !isOwn(key, effect));
  return [...own, ...missing.map(([key, effect]) => ({ effect, key, operator: 'Exists' }))];
}

/** The pod for one node, which the scheduler binds there by its affinity to the node's name. */
export function daemonPod(daemonSet: DaemonSet, nodeName: string, hash: string): Pod {
  const pod = podFromTemplate(daemonSet.spec!.template, daemonSet);
  const generation = daemonSet.metadata!.annotations?.[GENERATION_ANNOTATION];
  const labels: Record<string, string> = { ...pod.metadata!.labels, [REVISION_LABEL]: hash };
  if (generation) labels['pod-template-generation'] = generation;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [nodeName] }];
  const { affinity } = pod.spec!;
  return {
    ...pod,
    metadata: { ...pod.metadata, labels },
    spec: {
      ...pod.spec!,
      tolerations: structuredClone(daemonTolerations(daemonSet)),
      affinity: {
        ...affinity,
        nodeAffinity: {
          ...affinity?.nodeAffinity,
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
        },
      },
    },
  };
}

/** Where a daemon's pod is or is meant to be. */
export function nodeNameOf({ spec }: Pod): string {
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const named = required?.nodeSelectorTerms
    .flatMap(term => term.matchFields ?? [])
    .find(field => field.key === 'metadata.name' && field.operator === 'In');
  return spec?.nodeName ?? named?.values?.[0] ?? '';
}
