import type { AnyObject } from '../cluster-api.ts';
import type { RegistryContext } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { forbiddenError } from '../status/index.ts';
import { admitServiceAccountVolume } from './service-account-volume.ts';

const EVICTION_SECONDS = 300;
const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** What the admission plugins of a default server add to a pod: its account, its priority, its tolerations of lost nodes. */
export function admitPod(context: RegistryContext, resource: Resource, pod: AnyObject): void {
  const { spec } = pod;
  if (!spec) return;
  spec.serviceAccountName ??= 'default';
  spec.serviceAccount = spec.serviceAccountName;
  admitServiceAccountVolume(pod, serviceAccountOf(context, resource, pod));
  admitPriority(context, resource, pod);
  for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'])
    if (!tolerates(spec.tolerations ?? [], key))
      spec.tolerations = [
        ...(spec.tolerations ?? []),
        { effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: EVICTION_SECONDS },
      ];
}

/** The account `default` is taken on trust: a controller makes it a moment after the namespace, and a real server waits for it. */
function serviceAccountOf(context: RegistryContext, resource: Resource, pod: AnyObject): AnyObject | undefined {
  const { namespace, name } = pod.metadata!;
  const wanted = pod.spec.serviceAccountName;
  const account = context.store.get('serviceaccounts', namespace, wanted);
  if (account || wanted === 'default') return account;
  throw forbiddenError(
    resource,
    name!,
    `error looking up service account ${namespace}/${wanted}: serviceaccount "${wanted}" not found`,
  );
}

function admitPriority(context: RegistryContext, resource: Resource, pod: AnyObject): void {
  const { spec } = pod;
  const classes = context.store.list('priorityclasses.scheduling.k8s.io');
  const chosen = spec.priorityClassName
    ? classes.find(one => one.metadata!.name === spec.priorityClassName)
    : classes.find(one => one.globalDefault);
  const value = chosen?.value ?? SYSTEM_PRIORITIES[spec.priorityClassName ?? ''];
  if (spec.priorityClassName && value === undefined)
    throw forbiddenError(
      resource,
      pod.metadata!.name!,
      `no PriorityClass with name ${spec.priorityClassName} was found`,
    );
  if (chosen) spec.priorityClassName = chosen.metadata!.name;
  spec.priority ??= value ?? 0;
  spec.preemptionPolicy ??= chosen?.preemptionPolicy ?? 'PreemptLowerPriority';
}

function tolerates(tolerations: readonly AnyObject[], key: string): boolean {
  return tolerations.some(
    one => (one.key === key || one.key === undefined) && (!one.effect || one.effect === 'NoExecute'),
  );
}
