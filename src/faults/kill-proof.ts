import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import { controllerOf } from '../kubernetes/pod-workload.ts';
import { processEnd, runningContainers } from './container-process.ts';
import type { FaultContext, Receipt } from './fault.ts';
import type { KillSpec } from './kill-pod.ts';

/** The pods that cannot have been made in the place of a victim. */
interface Others {
  /** Those that were there before. */
  readonly siblings: ReadonlySet<string>;
  /** Those that another receipt of the step names; this one adds its own. */
  readonly proven: Set<string>;
}

/**
 * Proves that a pod was removed: its process ended, its UID is gone from the API, and its owner made another.
 * `t`: when it was sent away, on the run's clock.
 */
export async function proveKill(
  spec: KillSpec,
  pod: V1Pod,
  others: Others,
  t: number,
  context: FaultContext,
): Promise<Receipt> {
  const graceMs = spec.method === 'force' ? 0 : (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000;
  const over = new AbortController();
  const search = { timeoutMs: 2 * graceMs + 3 * context.receiptTimeoutMs, signal: over.signal };
  const replacement = seekReplacement(pod, others, search, context);
  try {
    return await proveRemoval(spec, pod, { t, graceMs, replacement }, context);
  } finally {
    over.abort();
  }
}

async function proveRemoval(
  spec: KillSpec,
  pod: V1Pod,
  { t, graceMs, replacement }: { t: number; graceMs: number; replacement: () => string | undefined },
  context: FaultContext,
): Promise<Receipt> {
  const { name, uid = '' } = pod.metadata ?? {};
  const end = await seeEnd(spec, pod, t, graceMs, context);
  if (!end.seen) return { landed: false, evidence: end.sentence };
  const ended = end.sentence;

  const gone = await context.pods.until(pods => !pods.has(uid), context.receiptTimeoutMs + graceMs, context.signal);
  if (!gone) return { landed: false, evidence: `${ended}, but the pod ${name} (UID ${uid}) is still in the API` };

  const owner = controllerOf(pod);
  if (!owner)
    return { landed: true, evidence: `${ended}; the pod ${name} is gone; it has no owner that would replace it` };
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
    evidence: `${ended}; the pod ${name} is gone, ${owner.kind} ${owner.name} made ${replacement()}`,
  };
}

/**
 * Looks out, from now on, for a new pod of the same owner that no other receipt names: in a later round it may be gone again
 * before its predecessor is. Returns what says the name of the first one, when there was one.
 */
function seekReplacement(
  pod: V1Pod,
  { siblings, proven }: Others,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  context: FaultContext,
): () => string | undefined {
  const owner = controllerOf(pod);
  let made: V1Pod | undefined;
  const look = () => {
    made ??= [...context.pods.pods().values()].find(other => {
      const { uid = '' } = other.metadata ?? {};
      return !siblings.has(uid) && !proven.has(uid) && controllerOf(other)?.uid === owner?.uid;
    });
    if (made?.metadata?.uid) proven.add(made.metadata.uid);
    return made !== undefined;
  };
  // It ends early with the proof, which hears of an abort itself.
  if (owner) context.pods.until(look, timeoutMs, AbortSignal.any([context.signal, signal])).catch(() => {});
  return () => made?.metadata?.name;
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
    if (spec.method !== 'force')
      return { seen: true, sentence: "its kubelet answered for its process's end (no way to the nodes here)" };
    const sentence = `whether the process of ${name} ended cannot be seen: ${messageOf(error)}; \`kill: { method: delete }\` needs no way to the nodes`;
    return { seen: false, sentence };
  }
}

function since(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
