import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import type { Receipt } from '../../faults/index.ts';
import type { TargetRecord } from '../../journal/event.ts';
import { ApiFailure } from '../../kubernetes/api-failure.ts';
import { readJson } from '../../kubernetes/connect.ts';
import { listPodsByLabels, readDeployment } from '../../kubernetes/list-pods.ts';
import { waitForRollout } from '../../kubernetes/wait-for-rollout.ts';
import { formatLabelSelector } from '../../scenario/pods/label-selector.ts';
import type { CloneStep, ServiceReference } from '../../scenario/suite.ts';
import { namespacesOfClone } from '../claim-faults.ts';
import { type ComposedClone, composeClone } from '../clone/compose-clone.ts';
import { proveMutations } from '../clone/prove-mutations.ts';
import { planRetargeting, proveRetargeting, readServiceSelector, retarget } from '../clone/retarget-service.ts';
import { planSeccompProfile, writeSeccompProfile } from '../clone/seccomp-profile.ts';
import { done, inconclusive, type StepContext, type StepOutcome } from './step.ts';
import { unproven } from './unproven.ts';

/**
 * PowerfulSeal's `clone`: a changed copy of a Deployment runs beside it until the undo phase. What removes it is on disk
 * before it is created. Goes on when its pods are ready, changed, and reached by the Services that were to reach them.
 */
export async function runClone(step: CloneStep, context: StepContext): Promise<StepOutcome> {
  const { kubernetes, signal } = context;
  const { name, namespace } = step.source;
  context.claimNamespaces(namespacesOfClone(step));
  const source = await readDeployment(kubernetes, namespace, name, signal);
  if (!source) return inconclusive('no-target', `there is no Deployment ${namespace}/${name} to clone`, 'failed');
  if (await readDeployment(kubernetes, namespace, `${name}-chaos`, signal))
    return inconclusive('no-target', `there is a Deployment ${namespace}/${name}-chaos already`, 'failed');
  try {
    const sources = await listSourcePods(source, context);
    const profile = await provideSeccompProfile(step, context);
    const pods = await create(await compose(source, step, profile, context), sources, step, context);
    for (const service of step.servicesToRetarget) await retargetTo(pods, service, context);
    return done(`clone: ${name}-chaos with ${pods.length} pods`);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof InfrastructureFailure)) throw error;
    // PowerfulSeal looks no further than the API's answer to its creation.
    const isFailure = error instanceof ApiFailure || !context.legacy;
    return inconclusive('fault-not-proven', `clone: ${error.message}`, isFailure ? 'failed' : 'done');
  }
}

async function listSourcePods({ metadata, spec }: V1Deployment, context: StepContext): Promise<V1Pod[]> {
  const selector = formatLabelSelector(spec?.selector ?? {});
  return await listPodsByLabels(context.kubernetes, metadata?.namespace ?? '', selector, context.signal);
}

/** Puts the profile onto the nodes, before the pods that name it. Returns its name. Throws InfrastructureFailure. */
async function provideSeccompProfile(step: CloneStep, context: StepContext): Promise<string | undefined> {
  const { kubernetes, signal, undoJournal, clock, experiment } = context;
  const profile = await planSeccompProfile(step.mutations, kubernetes, signal);
  if (!profile) return undefined;
  const { name, undo } = profile;
  const id = context.nextFaultId();
  const description = `remove the seccomp profile ${name} from ${profile.nodes.join(', ')}`;
  undoJournal.write({ type: 'undo', id, experiment, description, operation: undo });
  const t = clock.now();
  const target: TargetRecord = { kind: 'Object', name: `seccomp profile ${name}` };
  try {
    const evidence = await writeSeccompProfile(profile, kubernetes.node, signal);
    record(context, { id, t, target, receipt: { landed: true, evidence } });
  } catch (error) {
    record(context, { id, t, target, receipt: unproven(error, signal) });
    throw error;
  }
  return name;
}

async function compose(
  source: V1Deployment,
  step: CloneStep,
  seccompProfile: string | undefined,
  context: StepContext,
): Promise<ComposedClone> {
  const selectors = new Map<string, Readonly<Record<string, string>>>();
  for (const label of step.labels)
    if (label.kind === 'service')
      selectors.set(
        `${label.namespace}/${label.name}`,
        await readServiceSelector(label, context.kubernetes, context.signal),
      );
  return composeClone(
    source,
    step,
    context.scenario.name,
    ({ namespace, name }) => selectors.get(`${namespace}/${name}`) ?? {},
    seccompProfile,
  );
}

/** Creates it, waits until it is as it should be, and records that with its receipt. Throws InfrastructureFailure. */
async function create(
  clone: ComposedClone,
  sources: readonly V1Pod[],
  step: CloneStep,
  context: StepContext,
): Promise<V1Pod[]> {
  const { kubernetes, signal, undoJournal, clock, receiptTimeoutMs } = context;
  const { name = '', namespace = '' } = clone.deployment.metadata ?? {};
  const collection = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`;
  const id = context.nextFaultId();
  undoJournal.write({
    type: 'undo',
    id,
    experiment: context.experiment,
    description: `delete Deployment ${namespace}/${name}`,
    operation: { kind: 'deleteObjects', paths: [`${collection}/${encodeURIComponent(name)}`] },
  });
  const t = clock.now();
  const target: TargetRecord = { kind: 'Object', namespace, name };
  try {
    const created = await readJson<V1Deployment>(kubernetes, {
      method: 'POST',
      path: collection,
      body: clone.deployment,
      asking: `create Deployment ${namespace}/${name}`,
      signal,
    });
    const workload = { ...created, kind: 'Deployment' } as Parameters<typeof waitForRollout>[1][number];
    await waitForRollout(kubernetes, [workload], { timeoutMs: step.readyWithinMs, signal });
    const pods = await listClonePods(clone, context);
    const evidence = await proveMutations(pods, sources, step, kubernetes, { timeoutMs: receiptTimeoutMs, signal });
    record(context, { id, t, target, receipt: { landed: true, evidence } });
    return pods;
  } catch (error) {
    // Somebody else was faster: what is there is not the clone, and must not be deleted.
    const isOthers = error instanceof ApiFailure && error.status === 409;
    if (isOthers) undoJournal.write({ type: 'done', id });
    else record(context, { id, t, target, receipt: unproven(error, signal) });
    throw error;
  }
}

async function listClonePods({ deployment, labels }: ComposedClone, context: StepContext): Promise<V1Pod[]> {
  const { name, namespace = '' } = deployment.metadata ?? {};
  const selector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = await listPodsByLabels(context.kubernetes, namespace, selector, context.signal);
  return pods.filter(({ metadata }) => !metadata?.deletionTimestamp && metadata?.name?.startsWith(`${name}-`));
}

async function retargetTo(pods: readonly V1Pod[], service: ServiceReference, context: StepContext): Promise<void> {
  const { kubernetes, signal, undoJournal, clock, receiptTimeoutMs } = context;
  const retargeting = await planRetargeting(service, kubernetes, signal);
  const id = context.nextFaultId();
  undoJournal.write({
    type: 'undo',
    id,
    experiment: context.experiment,
    description: `restore the selector of ${retargeting.label}`,
    operation: retargeting.undo,
    holds: retargeting.label,
  });
  const t = clock.now();
  const target: TargetRecord = { kind: 'Object', namespace: service.namespace, name: service.name };
  let receipt: Receipt;
  try {
    await retarget(retargeting, kubernetes, signal);
    const names = pods.map(({ metadata }) => metadata?.name ?? '');
    receipt = await proveRetargeting(service, names, kubernetes, { timeoutMs: receiptTimeoutMs, signal });
  } catch (error) {
    receipt = unproven(error, signal);
  }
  record(context, { id, t, target, receipt });
}

function record(
  { experiment, index: step, record: write }: StepContext,
  fault: { readonly id: string; readonly t: number; readonly target: TargetRecord; readonly receipt: Receipt },
): void {
  const { id, t, target, receipt } = fault;
  const targets = [target];
  write({ type: 'fault-injected', t, experiment, step, id, kind: 'clone', targets, receipt, needsUndo: true });
}
