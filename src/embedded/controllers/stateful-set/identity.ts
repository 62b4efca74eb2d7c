import { templateOf } from '../controller-revisions.ts';
import type { ControllerRevision, Pod, StatefulSet } from '../objects.ts';
import { podFromTemplate } from '../pod-template.ts';

/** Which revision a pod was made from, by the revision's name. */
export const REVISION_LABEL = 'controller-revision-hash';

/** The number at the end of a pod's name; undefined for a name that is none of the set's. */
export function ordinalOf(statefulSet: StatefulSet, podName: string): number | undefined {
  const prefix = `${statefulSet.metadata!.name}-`;
  const digits = podName.slice(prefix.length);
  return podName.startsWith(prefix) && /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** A pod with the name, labels and host name of its ordinal. */
export function podOfOrdinal(statefulSet: StatefulSet, revision: ControllerRevision, ordinal: number): Pod {
  const pod = podFromTemplate(templateOf(revision), statefulSet);
  const name = `${statefulSet.metadata!.name}-${ordinal}`;
  const { generateName: _, ...metadata } = pod.metadata!;
  return {
    ...pod,
    metadata: {
      ...metadata,
      name,
      labels: {
        ...metadata.labels,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
        [REVISION_LABEL]: revision.metadata!.name!,
      },
    },
    spec: { ...pod.spec!, hostname: name, subdomain: statefulSet.spec!.serviceName },
  };
}
