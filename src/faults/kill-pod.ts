import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import { deletePod } from '../kubernetes/delete-pod.ts';
import { evictPod } from '../kubernetes/evict-pod.ts';
import { controllerOf } from '../kubernetes/pod-workload.ts';
import type { Fault, FaultContext, FaultSpec, Injection, Receipt } from './fault.ts';
import { proveKill } from './kill-proof.ts';

export type KillSpec = Extract<FaultSpec, { kind: 'kill' }>;

/** A pod that was sent away, with its receipt to come; or why it was not. */
type Round = { readonly pod: V1Pod; readonly t: number; readonly receipt: Promise<Receipt> } | string;

/**
 * Removes pods through the API, as PowerfulSeal's `kill` does: forced, politely, or as an eviction that respects budgets.
 * That is no crash: the process goes on serving until the kubelet has ended it, so the receipt asks the node for the end of
 * the process and the API for the old UID to be gone and for a new pod of the same owner. In later rounds (`times`) the
 * pod that took a victim's place is killed.
 */
export const killPod: Fault<KillSpec> = {
  kind: 'kill',
  async inject(spec, pods, context) {
    const known = new Set(context.pods.pods().keys());
    const proven = new Set<string>();
    const injections: Promise<Injection>[] = [];
    for (const [index, pod] of pods.entries()) {
      const isLater = index > 0 && spec.staggerMs > 0;
      if (isLater) await context.sleep(spec.staggerMs);
      injections.push(killRepeatedly(spec, pod, { known, proven, isLater }, context));
    }
    return await Promise.all(injections);
  },
};

/** What the victims of a step share, so that each replacement has one predecessor, and each predecessor one. */
interface Replacements {
  /** Pods that are nobody's replacement, as victims of later rounds. */
  readonly known: Set<string>;
  /** Pods that a receipt names already. */
  readonly proven: Set<string>;
}

async function killRepeatedly(
  spec: KillSpec,
  first: V1Pod,
  { known, proven, isLater }: Replacements & { readonly isLater: boolean },
  context: FaultContext,
): Promise<Injection> {
  const { name = '', namespace = '', uid = '' } = first.metadata ?? {};
  const target = { kind: 'Pod' as const, namespace, name, uid, node: first.spec?.nodeName };
  const started = context.now();
  const rounds: Round[] = [];
  let victim: V1Pod | undefined = first;
  for (let round = 0; round < spec.times; round++) {
    // Rounds lie on a grid, so that a slow answer does not stretch the interval.
    if (round > 0) {
      await context.sleep(Math.max(0, started + round * spec.intervalMs - context.now()));
      victim = takeReplacement(first, known, context);
    }
    const refusal = victim && (round > 0 || isLater) ? await context.refusal(victim, first) : undefined;
    rounds.push(refusal ?? (victim ? await killOnce(spec, victim, proven, context) : 'it has no replacement yet'));
    if (refusal !== undefined) break;
  }
  const landed = rounds.filter(round => typeof round !== 'string');
  const missed = rounds.filter(round => typeof round === 'string');
  const last = landed.at(-1);
  if (!last) {
    const unsent = `the pod ${name} was not killed: ${[...new Set(missed)].join(', ')}`;
    return { target, t: started, receipt: Promise.resolve({ landed: false, evidence: unsent }), unsent };
  }
  const receipt = Promise.all(landed.map(round => round.receipt)).then(receipts => summarize(receipts, missed, spec));
  return { target, t: last.t, receipt };
}

async function killOnce(spec: KillSpec, pod: V1Pod, proven: Set<string>, context: FaultContext): Promise<Round> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const siblings = new Set(context.pods.pods().keys());
  const t = context.now();
  const victim = { namespace, name, uid };
  if (spec.method !== 'force' && context.pods.pods().get(uid)?.metadata?.deletionTimestamp !== undefined)
    return 'somebody was deleting it already';
  try {
    const sent =
      spec.method === 'evict'
        ? await evictPod(context.kubernetes, victim, context.signal)
        : await deletePod(
            context.kubernetes,
            { ...victim, ...(spec.method === 'force' && { gracePeriodSeconds: 0 }) },
            context.signal,
          );
    if (sent === 'gone') return 'it was gone before';
    if (sent === 'held') return 'its PodDisruptionBudget does not allow its eviction now (429)';
    return { pod, t, receipt: proveKill(spec, pod, { siblings, proven }, t, context) };
  } catch (error) {
    context.signal.throwIfAborted();
    return messageOf(error);
  }
}

/** A running pod of the same owner that was not there before and is not taken by another victim. */
function takeReplacement(first: V1Pod, known: Set<string>, { pods }: FaultContext): V1Pod | undefined {
  const owner = controllerOf(first)?.uid;
  const found = [...pods.pods().values()].find(
    ({ metadata, status }) =>
      metadata?.uid !== undefined &&
      !known.has(metadata.uid) &&
      metadata.deletionTimestamp === undefined &&
      status?.containerStatuses?.some(({ state }) => state?.running) &&
      metadata.ownerReferences?.some(({ uid }) => uid === owner),
  );
  if (found?.metadata?.uid) known.add(found.metadata.uid);
  return found;
}

/** Every round that was asked for has to have landed: fewer are another fault. */
function summarize(receipts: readonly Receipt[], missed: readonly string[], { times }: KillSpec): Receipt {
  const unproven = receipts.find(({ landed }) => !landed);
  const missing = times - receipts.length;
  const rounds = missing > 0 ? ` (${missing} of ${times} rounds killed none: ${[...new Set(missed)].join(', ')})` : '';
  if (unproven) return { landed: false, evidence: `${unproven.evidence}${rounds}` };
  const before = receipts.length > 1 ? `${receipts.length} times in turn; the last time ` : '';
  return { landed: missing === 0, evidence: `${before}${receipts.at(-1)?.evidence}${rounds}` };
}
