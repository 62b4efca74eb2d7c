import { type AnyObject, ApiError } from '../cluster-api.ts';
import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { type Registry, timestamp } from '../registry/index.ts';
import { matchesSelector } from '../selectors/index.ts';
import { badRequest, tooManyRequests } from '../status/index.ts';
import { readBodyAs } from './read-body.ts';

const REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";
const RETRY_SECONDS = 10;

/** Deletes a pod if the disruption budgets allow it (kubernetes, registry/core/pod/storage/eviction.go). */
export async function serveEviction({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, response } = call;
  const { deleteOptions = {}, metadata } = await readBodyAs('policy.Eviction', call);
  if (metadata?.name && metadata.name !== target.name)
    throw badRequest('name in URL does not match name in Eviction object');
  const pod = registry.get(resource, target.namespace, target.name!);
  const dryRun = [deleteOptions.dryRun ?? [], call.info.query.getAll('dryRun')].flat().includes('All');
  if (needsBudget(pod)) spendBudget(registry, pod, dryRun);
  if (!dryRun) markDisrupted(registry, call, pod);
  registry.delete(resource, target.namespace, target.name!, { ...deleteOptions, dryRun });
  sendJson(response, 201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}

/** A pod that does not run, or is going already, may go at any time. */
function needsBudget({ metadata, status }: AnyObject): boolean {
  return metadata!.deletionTimestamp === undefined && !['Pending', 'Succeeded', 'Failed'].includes(status?.phase);
}

/** @throws ApiError 429 when a budget has no disruption left */
function spendBudget(registry: Registry, pod: AnyObject, dryRun: boolean): void {
  const resource = registry.resources.byName('poddisruptionbudgets.policy')!;
  const budgets = registry
    .list(resource, pod.metadata!.namespace)
    .filter(budget => matchesSelector(budget.spec?.selector, pod.metadata!.labels as Record<string, string>));
  if (budgets.length > 1)
    throw new ApiError(
      500,
      '',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  const [budget] = budgets;
  if (!budget || isFreeToGo(pod, budget)) return;
  checkBudget(budget);
  if (dryRun) return;
  registry.update(
    resource,
    budget.metadata!.namespace,
    budget.metadata!.name!,
    current => ({
      ...current,
      status: {
        ...current.status,
        disruptionsAllowed: current.status.disruptionsAllowed - 1,
        disruptedPods: { ...current.status.disruptedPods, [pod.metadata!.name!]: timestamp(registry.now()) },
      },
    }),
    { subresource: 'status' },
  );
}

/** A pod that is not ready costs nothing where the policy says so or where enough others are healthy. */
function isFreeToGo(pod: AnyObject, { spec = {}, status = {} }: AnyObject): boolean {
  const isReady = pod.status?.conditions?.some((one: AnyObject) => one.type === 'Ready' && one.status === 'True');
  if (isReady) return false;
  return (
    spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' ||
    (status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0)
  );
}

function checkBudget({ metadata, status = {} }: AnyObject): void {
  const refuse = (message: string) => tooManyRequests(REFUSED, [{ reason: 'DisruptionBudget', message }]);
  if ((status.observedGeneration ?? 0) < (metadata!.generation ?? 0)) {
    const error = refuse(`The disruption budget ${metadata!.name} is still being processed by the server.`);
    throw new ApiError(error.code, error.reason, error.message, { ...error.details, retryAfterSeconds: RETRY_SECONDS });
  }
  if (status.disruptionsAllowed > 0) return;
  throw refuse(
    `The disruption budget ${metadata!.name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`,
  );
}

function markDisrupted(registry: Registry, { resource, target }: ResourceCall, pod: AnyObject): void {
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastTransitionTime: timestamp(registry.now()),
  };
  const others = (pod.status?.conditions ?? []).filter((one: AnyObject) => one.type !== condition.type);
  registry.update(
    resource,
    target.namespace,
    target.name!,
    current => ({ ...current, status: { ...current.status, conditions: [...others, condition] } }),
    { subresource: 'status' },
  );
}
