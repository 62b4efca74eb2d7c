import type { AnyObject } from '../cluster-api.ts';

export interface PodSummary {
  readonly ready: number;
  readonly total: number;
  readonly status: string;
  readonly restarts: number;
  /** Of the latest restart. */
  readonly restartedAt?: string;
}

interface Tally {
  ready: number;
  restarts: number;
  restartedAt?: string;
}

/** What `kubectl get pods` shows of a pod (kubernetes, printers/internalversion/printers.go printPod). */
export function summarize(pod: AnyObject): PodSummary {
  const { spec, status = {}, metadata } = pod;
  const sidecars = new Set<string>(
    (spec.initContainers ?? [])
      .filter((one: AnyObject) => one.restartPolicy === 'Always')
      .map((one: AnyObject) => one.name),
  );
  const total = (spec.containers ?? []).length + sidecars.size;
  const init: Tally = { ready: 0, restarts: 0 };
  const sidecarTally: Tally = { ready: 0, restarts: 0 };
  let reason: string = status.reason || status.phase || '';
  if (condition(pod, 'PodScheduled')?.reason === 'SchedulingGated') reason = 'SchedulingGated';
  const initReason = reasonOfInit(pod, sidecars, init, sidecarTally);
  let shown = init;
  if (initReason !== undefined) reason = initReason;
  if (initReason === undefined || condition(pod, 'Initialized')?.status === 'True') {
    shown = sidecarTally;
    reason = reasonOfContainers(pod, reason, shown);
  }
  const ready = shown === init ? init.ready : shown.ready + init.ready;
  if (metadata!.deletionTimestamp !== undefined)
    reason = status.reason === 'NodeLost' ? 'Unknown' : isEnded(status.phase) ? reason : 'Terminating';
  return { ready, total, status: reason, restarts: shown.restarts, restartedAt: shown.restartedAt };
}

/** `Init:…` as long as some init container is not through; undefined afterwards. */
function reasonOfInit(
  pod: AnyObject,
  sidecars: ReadonlySet<string>,
  all: Tally,
  ofSidecars: Tally,
): string | undefined {
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    count(all, container);
    const isSidecar = sidecars.has(container.name);
    if (isSidecar) count(ofSidecars, container);
    const { terminated, waiting } = container.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (isSidecar && container.started) {
      if (container.ready) all.ready++;
      continue;
    }
    if (terminated) return `Init:${reasonOfEnd(terminated)}`;
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
    return `Init:${index}/${pod.spec.initContainers.length}`;
  }
  return undefined;
}

function reasonOfContainers(pod: AnyObject, before: string, tally: Tally): string {
  let reason = before;
  let hasRunning = false;
  for (const container of (pod.status?.containerStatuses ?? []).toReversed()) {
    count(tally, container);
    const { waiting, terminated, running } = container.state ?? {};
    if (waiting?.reason) reason = waiting.reason;
    else if (terminated) reason = reasonOfEnd(terminated);
    else if (container.ready && running) {
      hasRunning = true;
      tally.ready++;
    }
  }
  if (reason !== 'Completed' || !hasRunning) return reason;
  return condition(pod, 'Ready')?.status === 'True' ? 'Running' : 'NotReady';
}

function reasonOfEnd({ reason, signal, exitCode }: AnyObject): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}

function count(tally: Tally, container: AnyObject): void {
  tally.restarts += container.restartCount ?? 0;
  const ended: string | undefined = container.lastState?.terminated?.finishedAt;
  if (ended && (!tally.restartedAt || ended > tally.restartedAt)) tally.restartedAt = ended;
}

function condition(pod: AnyObject, type: string): AnyObject | undefined {
  return pod.status?.conditions?.find((one: AnyObject) => one.type === type);
}

function isEnded(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
