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
  return { target, t, receipt: proveKill(spec, pod, siblings, t, context) };
}

async function proveKill(
  spec: KillSpec,
  pod: V1Pod,
  siblings: ReadonlySet<string>,
  t: number,
  context: FaultContext,
): Promise<Receipt> {
  const { name, uid = '' } = pod.metadata ?? {};
  const graceMs = spec.force ? 0 : (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000;
  const end = await seeEnd(spec, pod, t, graceMs, context);
  if (!end.seen) return { landed: false, evidence: end.sentence };
  const ended = end.sentence;

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

/**
 * What the node knows of the pod's processes. Where nodes are out of reach, a graceful deletion has a second source all
 * the same: the API server forgets the pod only after its kubelet has said that it ended. A forced one has none.
 */
async function seeEnd(
  spec: KillSpec,
  pod: V1Pod,
  t: number,
  graceMs: number,
  context: FaultContext,
): Promise<{ readonly seen: boolean; readonly sentence: string }> {
  const name = pod.metadata?.name;
  const running = runningContainers(pod);
  if (running.length === 0) return { seen: true, sentence: 'it had no running process' };
  try {
    const ends = await Promise.all(running.map(container => processEnd(container, context, graceMs)));
    const lasting = ends.some(end => end === undefined);
    if (!lasting)
      return { seen: true, sentence: `its process ended after ${since(t, Math.max(...(ends as number[])))}` };
    const waitedMs = context.receiptTimeoutMs + graceMs;
    return { seen: false, sentence: `a process of ${name} still ran ${waitedMs} ms after the deletion` };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!spec.force)
      return { seen: true, sentence: "its kubelet answered for its process's end (no way to the nodes here)" };
    const sentence = `whether the process of ${name} ended cannot be seen: ${messageOf(error)}; \`kill: { force: false }\` needs no way to the nodes`;
    return { seen: false, sentence };
  }
}

function since(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
