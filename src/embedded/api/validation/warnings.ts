import type { AnyObject } from '../cluster-api.ts';

/** What the server warns of in an object that it accepts. */
export function warningsOf({ kind, spec }: AnyObject): string[] {
  const podSpec = kind === 'Pod' ? { at: 'spec', spec } : podTemplateOf(kind, spec);
  return podSpec ? spreadWarnings(podSpec.spec, podSpec.at) : [];
}

const TEMPLATED = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

function podTemplateOf(kind: string | undefined, spec: AnyObject | undefined) {
  if (TEMPLATED.includes(kind ?? '')) return { at: 'spec.template.spec', spec: spec?.template?.spec };
  if (kind === 'CronJob')
    return { at: 'spec.jobTemplate.spec.template.spec', spec: spec?.jobTemplate?.spec?.template?.spec };
  return undefined;
}

/** Most who write no selector mean all pods of the workload. */
function spreadWarnings(spec: AnyObject | undefined, at: string): string[] {
  const constraints: AnyObject[] = spec?.topologySpreadConstraints ?? [];
  return constraints.flatMap(({ labelSelector }, index) =>
    labelSelector
      ? []
      : [`${at}.topologySpreadConstraints[${index}].labelSelector: a null labelSelector results in matching no pod`],
  );
}
