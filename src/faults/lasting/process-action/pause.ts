import type { V1Pod } from '@kubernetes/client-node';
import { ApiFailure } from '../../../kubernetes/api-failure.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { requestPod } from '../../../kubernetes/http-exchange.ts';
import type { PauseFault } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { missingContainer, type TargetedContainer, targetedContainers } from '../targeted-container.ts';

const pollMs = 200;
/** Longer than a living process needs for an answer; before the pause it has just given one. */
const answerTimeoutMs = 2_000;

/** How the pause can be seen from outside. */
interface Signs {
  /** A port that answered before. */
  readonly port: number | undefined;
  /** It has a readiness probe, and was ready. */
  readonly wasReady: boolean;
}

export function refusePause(fault: PauseFault, targets: Targets): string | undefined {
  return missingContainer(targets, fault.container);
}

/** Freezes every process of the containers from their node. What the kubelet ends meanwhile needs no thaw. */
export async function preparePause(
  fault: PauseFault,
  targets: Targets,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const containers = targetedContainers(targets, { name: fault.container, all: fault.container === undefined });
  return await Promise.all(containers.map(container => pauseOne(container, context)));
}

async function pauseOne(container: TargetedContainer, context: LastingFaultContext): Promise<PreparedFault> {
  const { reference, label, target, pod, name } = container;
  const port = portOf(container);
  const answered = port !== undefined && (await answers(container, port, context));
  const isProbed = pod.spec?.containers.some(each => each.name === name && each.readinessProbe !== undefined) ?? false;
  const signs: Signs = { port: answered ? port : undefined, wasReady: isProbed && isReady(pod, name) };
  return {
    targets: [target],
    undo: {
      description: `thaw ${label}`,
      operation: { kind: 'signalContainer', ...reference, signal: 'SIGCONT' },
    },
    mechanism: 'SIGSTOP for every process',
    async inject() {
      await context.kubernetes.node.signalContainer(reference, 'SIGSTOP', context.signal);
    },
    prove: over => prove(container, signs, over, context),
  };
}

/** Its processes stand still, as the node says, and it has ceased to answer, or at least to be ready. */
async function prove(
  container: TargetedContainer,
  { port, wasReady }: Signs,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const { label } = container;
  const frozen = `the processes of ${label} stand still, as its node says`;
  const deadline = context.now() + context.receiptTimeoutMs;
  for (;;) {
    const stands = await standsStill(container, context);
    if (stands === undefined) return { landed: false, evidence: `the process of ${label} has ended: that is no pause` };
    if (stands && port === undefined && !wasReady)
      return { landed: true, evidence: `${frozen} (it has no port and no readiness probe to see it by)` };
    const silent = stands && port !== undefined && !(await answers(container, port, context));
    // Looked at again: an end of the process in between would be silence as well.
    if (silent && (await standsStill(container, context)))
      return { landed: true, evidence: `${frozen}; port ${port} answered before and does not now` };
    if (stands && wasReady && !(await isReadyNow(container, context)))
      return { landed: true, evidence: `${frozen}; it was ready and is not now` };
    if (over.aborted || context.now() >= deadline)
      return {
        landed: false,
        evidence: stands ? `${label} is said to stand still, but goes on answering` : `the processes of ${label} go on`,
      };
    await context.sleep(pollMs);
  }
}

/** undefined: there is no such process any more. */
async function standsStill(
  { reference }: TargetedContainer,
  { kubernetes, signal }: LastingFaultContext,
): Promise<boolean | undefined> {
  const found = await kubernetes.node.containerState(reference, signal);
  return found.state === 'ended' ? undefined : found.stopped;
}

/** Any answer at all of its own server, over the API server; an answer takes a living process. */
async function answers(
  { pod }: TargetedContainer,
  port: number,
  { kubernetes, signal }: LastingFaultContext,
): Promise<boolean> {
  const { namespace = '', name = '' } = pod.metadata ?? {};
  const request = { method: 'GET', path: '/', headers: {} };
  try {
    await requestPod(kubernetes, { namespace, name, port }, request, { signal, timeoutMs: answerTimeoutMs });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiFailure) return false;
    throw error;
  }
}

/** The port that its readiness probe asks, or the first that it names. */
function portOf({ pod, name }: TargetedContainer): number | undefined {
  const container = pod.spec?.containers.find(each => each.name === name);
  const probed = container?.readinessProbe?.httpGet?.port ?? container?.ports?.[0]?.containerPort;
  if (typeof probed === 'number') return probed;
  return container?.ports?.find(each => each.name === probed)?.containerPort;
}

function isReady(pod: V1Pod, container: string): boolean {
  return pod.status?.containerStatuses?.some(({ name, ready }) => name === container && ready) ?? false;
}

async function isReadyNow(
  { pod, name }: TargetedContainer,
  { kubernetes, signal }: LastingFaultContext,
): Promise<boolean> {
  const { namespace = '', name: podName = '' } = pod.metadata ?? {};
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(podName)}`;
  return isReady(await readJson<V1Pod>(kubernetes, { path, asking: `pod ${namespace}/${podName}`, signal }), name);
}
