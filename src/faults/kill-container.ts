import type { V1Pod } from '@kubernetes/client-node';
import type { ContainerReference } from '../cluster/cluster.ts';
import { messageOf } from '../errors.ts';
import { containerStatus, processEnd } from './container-process.ts';
import type { Fault, FaultContext, FaultSpec, Injection, Receipt } from './fault.ts';

type KillContainerSpec = Extract<FaultSpec, { kind: 'killContainer' }>;

/** A signal that reached a running container. */
interface Landing {
  readonly t: number;
  readonly container: ContainerReference;
  readonly restarts: number;
}

/**
 * Ends a container's process from its node: a crash. The pod stays, the kubelet restarts the container, and from the
 * second restart on it waits (10 s, doubling). A signal that finds no running container is said, never counted: fewer of them
 * than were asked for are another fault.
 */
export const killContainer: Fault<KillContainerSpec> = {
  kind: 'killContainer',
  async inject(spec, pods, context) {
    const injections: Promise<Injection>[] = [];
    for (const [index, pod] of pods.entries()) {
      const isLater = index > 0 && spec.staggerMs > 0;
      if (isLater) await context.sleep(spec.staggerMs);
      injections.push(killRepeatedly(spec, pod, isLater, context));
    }
    return Promise.all(injections);
  },
};

/** `isLater`: time has passed since the blast radius was checked. */
async function killRepeatedly(
  spec: KillContainerSpec,
  pod: V1Pod,
  isLater: boolean,
  context: FaultContext,
): Promise<Injection> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const container = spec.container ?? pod.spec?.containers[0]?.name ?? '';
  const target = { kind: 'Container' as const, namespace, name, uid, node: pod.spec?.nodeName, container };
  const started = context.now();
  const landings: Landing[] = [];
  const misses: string[] = [];
  for (let round = 0; round < spec.times; round++) {
    // Rounds lie on a grid, so that a slow node door does not stretch the interval.
    if (round > 0) await context.sleep(started + round * spec.intervalMs - context.now());
    const refusal = round > 0 || isLater ? await context.refusal(pod, pod) : undefined;
    const result = refusal ?? (await killOnce(spec, { uid, container, last: landings.at(-1) }, context));
    if (typeof result === 'string') misses.push(result);
    else landings.push(result);
    if (refusal !== undefined) break;
  }
  const receipt = proveKills(spec, { name, uid, container }, landings, misses, context);
  return { target, t: landings.at(-1)?.t ?? started, receipt };
}

/** Where the signal landed, or a sentence about why it did not. */
async function killOnce(
  spec: KillContainerSpec,
  { uid, container, last }: { uid: string; container: string; last: Landing | undefined },
  context: FaultContext,
): Promise<Landing | string> {
  const pod = context.pods.pods().get(uid);
  if (!pod) return 'the pod is gone';
  const status = containerStatus(pod, container);
  if (!status) return `the pod has no container ${container}`;
  const node = pod.spec?.nodeName ?? '';
  if (!status.state?.running || !status.containerID) return status.state?.waiting?.reason ?? 'it was not running';
  // One process ends once, however often it is told to.
  if (status.containerID === last?.container.containerId) return 'it was not restarted yet';
  const reference = { node, containerId: status.containerID };
  const t = context.now();
  try {
    const sent = await context.kubernetes.node.signalContainer(reference, spec.signal, context.signal);
    return sent === 'sent' ? { t, container: reference, restarts: status.restartCount } : 'it was not running';
  } catch (error) {
    context.signal.throwIfAborted();
    return messageOf(error);
  }
}

async function proveKills(
  spec: KillContainerSpec,
  victim: { name: string; uid: string; container: string },
  landings: readonly Landing[],
  misses: readonly string[],
  context: FaultContext,
): Promise<Receipt> {
  const label = `container ${victim.container} of ${victim.name}`;
  const missing = spec.times - landings.length;
  const missed = missing > 0 ? ` (${missing} of ${spec.times} did not land: ${[...new Set(misses)].join(', ')})` : '';
  const last = landings.at(-1);
  if (!last) return { landed: false, evidence: `no ${spec.signal} reached ${label}${missed}` };

  for (const landing of landings)
    if ((await processEnd(landing.container, context)) === undefined)
      return { landed: false, evidence: `${spec.signal} was sent to ${label}, but its process goes on` };

  const current = () => containerStatus(context.pods.pods().get(victim.uid), victim.container);
  const seen = await context.pods.until(
    () => {
      const status = current();
      // Restarted, or waiting out its back-off, or not to be restarted at all: each time the kubelet's own word.
      if (!status || status.restartCount > last.restarts || status.state?.waiting) return true;
      return (
        status.state?.terminated !== undefined && context.pods.pods().get(victim.uid)?.spec?.restartPolicy === 'Never'
      );
    },
    context.receiptTimeoutMs,
    context.signal,
  );
  if (!seen) return { landed: false, evidence: `the process of ${label} ended, but the kubelet has not reported it` };
  const after = current();
  const restarts = after ? `, restart count ${landings[0]?.restarts} → ${after.restartCount}` : ', the pod is gone';
  const waits = after?.state?.waiting ? `, now ${after.state.waiting.reason}` : '';
  return {
    landed: missing === 0,
    evidence: `${landings.length} × ${spec.signal} ended the process of ${label}${restarts}${waits}${missed}`,
  };
}
