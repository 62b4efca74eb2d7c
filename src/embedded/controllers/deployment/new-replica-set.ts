import { ApiError } from '../../api/cluster-api.ts';
import type { Deployment, PodTemplate, ReplicaSet } from '../objects.ts';
import { controllerOf, controllerReferenceTo } from '../owner-references.ts';
import { hashOf } from '../pod-template.ts';
import { canonicalJson } from '../semantic-equality.ts';
import { epochMsOf } from '../timestamps.ts';
import { hasProgressDeadline, setCondition } from './conditions.ts';
import { nextRevision, REVISION, revisedAnnotations } from './revision.ts';
import { allReplicaSets, boundsOf, type Rollout, replace, replicaAnnotations, wishedPods } from './rollout.ts';

const HASH_LABEL = 'pod-template-hash';
/** Texts of frozen templates, which are compared at every reconcile. */
const templateTexts = new WeakMap<object, string>();

/** Tells the ReplicaSet that has the Deployment's template (the oldest, should there be several) from the others. */
export function findReplicaSets(
  deployment: Deployment,
  owned: readonly ReplicaSet[],
): { readonly newReplicaSet?: ReplicaSet; readonly oldReplicaSets: ReplicaSet[] } {
  const byAge = [...owned].sort(
    (a, b) => createdMs(a) - createdMs(b) || (a.metadata!.name! < b.metadata!.name! ? -1 : 1),
  );
  const wanted = textOf(deployment.spec!.template);
  const newReplicaSet = byAge.find(one => textOf(one.spec!.template) === wanted);
  return { newReplicaSet, oldReplicaSets: byAge.filter(one => one !== newReplicaSet) };
}

/**
 * Sees to it that the new ReplicaSet exists (with `create`) and carries its revision, as does the Deployment.
 * @throws ApiError when the API server refuses the ReplicaSet
 */
export function provideNewReplicaSet(rollout: Rollout, { create }: { readonly create: boolean }): void {
  const revision = nextRevision(rollout.oldReplicaSets);
  if (rollout.newReplicaSet) renew(rollout, rollout.newReplicaSet, revision);
  else if (create) createNewReplicaSet(rollout, revision);
  const revised = rollout.newReplicaSet?.metadata?.annotations?.[REVISION];
  const { namespace, name, annotations } = rollout.deployment.metadata!;
  if (revised === undefined || annotations?.[REVISION] === revised) return;
  const { api } = rollout.context;
  const written = api.mutate('deployments.apps', namespace, name!, draft => {
    draft.metadata!.annotations = { ...draft.metadata!.annotations, [REVISION]: revised };
  });
  if (written) rollout.deployment = written;
}

function renew(rollout: Rollout, replicaSet: ReplicaSet, revision: number): void {
  const { deployment, context } = rollout;
  const { namespace, name } = replicaSet.metadata!;
  const renewed = context.api.mutate('replicasets.apps', namespace, name!, draft => {
    draft.metadata!.annotations = revisedAnnotations(deployment, draft.metadata!.annotations, revision);
    draft.spec!.minReadySeconds = deployment.spec!.minReadySeconds;
  });
  if (renewed) replace(rollout, renewed);
  const isKnown = deployment.status?.conditions?.some(condition => condition.type === 'Progressing');
  if (!isKnown && hasProgressDeadline(deployment)) {
    setCondition(rollout, 'Progressing', 'True', 'FoundNewReplicaSet', `Found new replica set "${name}"`);
  }
}

function createNewReplicaSet(rollout: Rollout, revision: number): void {
  const { deployment, context, record } = rollout;
  const wish = newReplicaSetOf(rollout, revision);
  const { name, namespace } = wish.metadata!;
  try {
    rollout.newReplicaSet = context.api.create('replicasets.apps', wish);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === 'AlreadyExists') {
      const existing = context.api.get('replicasets.apps', namespace, name!);
      const isOurs = existing && controllerOf(existing)?.uid === deployment.metadata!.uid;
      if (!isOurs || textOf(existing.spec!.template) !== textOf(deployment.spec!.template)) avoidCollision(rollout);
    } else {
      const message = `Failed to create new replica set "${name}": ${error.message}`;
      if (hasProgressDeadline(deployment)) {
        setCondition(rollout, 'Progressing', 'False', 'ReplicaSetCreateError', message);
      }
      record(deployment, 'Warning', 'ReplicaSetCreateError', message);
    }
    throw error;
  }
  if (wish.spec!.replicas! > 0) {
    const message = `Scaled up replica set ${name} from 0 to ${wish.spec!.replicas}`;
    record(deployment, 'Normal', 'ScalingReplicaSet', message);
  }
  if (hasProgressDeadline(deployment)) {
    setCondition(rollout, 'Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${name}"`);
  }
}

function newReplicaSetOf(rollout: Rollout, revision: number): ReplicaSet {
  const { deployment } = rollout;
  const { name, namespace } = deployment.metadata!;
  const { template, selector, minReadySeconds } = deployment.spec!;
  const hash = hashOf(template, deployment.status?.collisionCount);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: { ...revisedAnnotations(deployment, undefined, revision), ...replicaAnnotations(deployment) },
      ownerReferences: [controllerReferenceTo(deployment)],
    },
    spec: {
      replicas: newReplicaCount(rollout),
      minReadySeconds,
      selector: { ...structuredClone(selector), matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...structuredClone(template), metadata: { ...structuredClone(template.metadata), labels } },
    },
  };
}

/** How many pods the new ReplicaSet may have now: as many as wished, but never more in all than the surge allows. */
export function newReplicaCount(rollout: Rollout): number {
  const { deployment, newReplicaSet } = rollout;
  const replicas = deployment.spec!.replicas ?? 1;
  if (deployment.spec!.strategy?.type === 'Recreate') return replicas;
  const current = newReplicaSet?.spec?.replicas ?? 0;
  const room = replicas + boundsOf(deployment).maxSurge - wishedPods(allReplicaSets(rollout));
  return room <= 0 ? current : current + Math.min(room, replicas - current);
}

function avoidCollision({ context, deployment }: Rollout): void {
  const { namespace, name } = deployment.metadata!;
  context.api.mutateStatus('deployments.apps', namespace, name!, draft => {
    draft.status = { ...draft.status, collisionCount: (draft.status?.collisionCount ?? 0) + 1 };
  });
}

function createdMs(replicaSet: ReplicaSet): number {
  return epochMsOf(replicaSet.metadata?.creationTimestamp);
}

function textOf(template: PodTemplate | undefined): string {
  if (!template) return '';
  const known = templateTexts.get(template);
  if (known !== undefined) return known;
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  const text = canonicalJson({ ...template, metadata: { ...template.metadata, labels } });
  if (Object.isFrozen(template)) templateTexts.set(template, text);
  return text;
}
