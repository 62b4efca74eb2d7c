import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import { deletePod } from '../kubernetes/delete-pod.ts';
import { processEnd, runningContainers } from './container-process.ts';
import type { Fault, FaultContext, FaultSpec, Injection, Receipt } from './fault.ts';

type KillSpec = Extract<FaultSpec, { kind: 'kill' }>;

/**
 * Deletes pods through the API, as PowerfulSeal's `kill` does. That is a removal, not a crash: the process goes on
 * serving until the kubelet has ended it, so the receipt asks the node for the end of the process and the API for
 * the old UID to be gone and for a new pod of the same owner.
 */
export const killPod: Fault<KillSpec> = {
  kind: 'kill',
  inject: (spec, pods, context) => Promise.all(pods.map(pod => kill(spec, pod, context))),
};

async function kill(spec: KillSpec, pod: V1Pod, context: FaultContext): Promise<Injection> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const target = { kind: 'Pod' as const, namespace, name, uid, node: pod.spec?.nodeName };
  const siblings = new Set(context.pods.pods().keys());
  const t = context.now();
  const missed = (why: string): Injection => {
    const receipt = { landed: false, evidence: `the pod ${name} was not killed: ${why}` };
    return { target, t, receipt: Promise.resolve(receipt) };
  };
  try {
    const victim = { namespace, name, uid, ...(spec.force && { gracePeriodSeconds: 0 }) };
    if ((await deletePod(context.kubernetes, victim, context.signal)) === 'gone') return missed('it was gone before');
  } catch (error) {
    context.signal.throwIfAborted();
    return missed(messageOf(error));
  }
  return { target, t, receipt: proveKill(pod, siblings, t, context) };
}

async function proveKill(
  pod: V1Pod,
  siblings: ReadonlySet<string>,
  t: number,
  context: FaultContext,
): Promise<Receipt> {
  const { name, uid = '' } = pod.metadata ?? {};
  const graceMs = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000;
  const ends = await Promise.all(runningContainers(pod).map(container => processEnd(container, context)));
  if (ends.includes(undefined))
    return {
      landed: false,
      evidence: `a process of ${name} still ran ${context.receiptTimeoutMs} ms after the deletion`,
    };
  const ended =
    ends.length === 0
      ? 'it had no running process'
      : `its process ended after ${since(t, Math.max(...(ends as number[])))}`;

  const gone = await context.pods.until(pods => !pods.has(uid), context.receiptTimeoutMs + graceMs, context.signal);
  if (!gone) return { landed: false, evidence: `${ended}, but the pod ${name} (UID ${uid}) is still in the API` };

  const owner = pod.metadata?.ownerReferences?.find(reference => reference.controller);
  if (!owner)
    return { landed: true, evidence: `${ended}; the pod ${name} is gone; it has no owner that would replace it` };
  const replacement = () =>
    [...context.pods.pods().values()].find(
      other =>
        !siblings.has(other.metadata?.uid ?? '') &&
        other.metadata?.ownerReferences?.some(reference => reference.uid === owner.uid),
    );
  const replaced = await context.pods.until(
    () => replacement() !== undefined,
    context.receiptTimeoutMs,
    context.signal,
  );
  if (!replaced)
    return {
      landed: false,
      evidence: `${ended}; the pod ${name} is gone, but ${owner.kind} ${owner.name} made no new one`,
    };
  return {
    landed: true,
    evidence: `${ended}; the pod ${name} is gone, ${owner.kind} ${owner.name} made ${replacement()?.metadata?.name}`,
  };
}

function since(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
