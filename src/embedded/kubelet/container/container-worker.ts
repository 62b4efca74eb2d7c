import { eventsAbout } from '../container-events.ts';
import type { ContainerLog } from '../log/container-log.ts';
import { pause } from '../pause.ts';
import type { PodScope } from '../pod/pod-scope.ts';
import { type Container, type ContainerStatus, restarts } from '../pod/restart-policy.ts';
import type { ProbeSpec } from '../probes/probe-action.ts';
import { createBackOff, formatSeconds } from './back-off.ts';
import { runContainerProbes } from './container-probes.ts';
import type { ContainerScope } from './container-scope.ts';
import { createContainerStart } from './container-start.ts';
import { createStatusRecord, type Termination } from './container-status.ts';
import { MIN_GRACE_MS, stopContainer, succeeds } from './container-stop.ts';
import type { RunningContainer } from './running-container.ts';

/** Keeps one container of a pod as its restart policy wants it, until it has ended for good or is stopped. */
export interface ContainerWorker {
  readonly container: Container;
  readonly status: ContainerStatus;
  /** The run of now. */
  readonly running: RunningContainer | undefined;
  /** The log of the run of now or the last one, and of the one before. */
  readonly log: ContainerLog | undefined;
  readonly previousLog: ContainerLog | undefined;
  /** Starts it; resolves with its last exit code when it will not be started again (undefined: stopped before it ever ran). */
  run(): Promise<number | undefined>;
  /** Resolves when its startup probe has passed (at once after the start without one), or when it will never be started again. */
  readonly started: Promise<void>;
  /** Ends it for good, politely at first; a second call with less grace shortens the first. */
  stop(graceMs: number): Promise<void>;
  /** SIGKILL, without another word to anybody (the node is gone). */
  abandon(): void;
}

/** How often the back-off of a waiting container is said again. */
const BACK_OFF_EVENT_EVERY_MS = 15_000;

export function createContainerWorker(
  pod: PodScope,
  container: Container,
  role: 'init' | 'main',
  changed: () => void,
): ContainerWorker {
  const fieldPath = `spec.${role === 'init' ? 'initContainers' : 'containers'}{${container.name}}`;
  const record = eventsAbout(pod.node.record, pod.pod, fieldPath);
  const stopping = new AbortController();
  const shortened = new AbortController();
  const started = Promise.withResolvers<void>();
  const status = createStatusRecord(pod.pod(), container, role, () => {
    if (status.snapshot.started) started.resolve();
    if (status.snapshot.ready) start.settled();
    changed();
  });
  const scope: ContainerScope = { pod, container, role, status, record, stopping: stopping.signal };
  const start = createContainerStart(scope);
  const backOff = createBackOff();
  let running: RunningContainer | undefined;
  let ending: Promise<void> | undefined;

  async function run(): Promise<number | undefined> {
    try {
      for (;;) {
        const end = await runOnce();
        if (!end) return undefined;
        if (stopping.signal.aborted || !restarts(pod.pod().spec!, container, role, end.exitCode)) return end.exitCode;
        await backOffAfter(end.finishedAtMs);
        if (stopping.signal.aborted) return end.exitCode;
      }
    } finally {
      started.resolve();
    }
  }

  async function runOnce(): Promise<Termination | undefined> {
    const thisRun = await start.start();
    if (!thisRun || !('process' in thisRun)) return thisRun;
    running = thisRun;
    const ended = new AbortController();
    status.running({ containerId: thisRun.id, imageId: thisRun.imageId, startedAtMs: thisRun.startedAtMs });
    if (stopping.signal.aborted) thisRun.process.signalAll('SIGKILL');
    const supervised = supervise(thisRun, ended.signal);
    const end = await thisRun.ended;
    running = undefined;
    // What the kubelet ended itself it knows at once.
    if (!ending) await pod.node.relist.next(stopping.signal);
    ended.abort();
    start.settled();
    status.terminated(end);
    await supervised;
    return end;
  }

  async function supervise(thisRun: RunningContainer, ended: AbortSignal): Promise<void> {
    const postStart = container.lifecycle?.postStart;
    if (postStart && !(await succeeds(scope, postStart, thisRun, ended))) {
      record('Warning', 'FailedPostStartHook', 'PostStartHook failed');
      if (!ended.aborted) await replace('FailedPostStartHook');
      return;
    }
    const unhealthy = (kind: string, probe: ProbeSpec) => {
      const replaced = replace(`Container ${container.name} failed ${kind} probe, will be restarted`, probe);
      replaced.catch(error => pod.node.onError(error, `restart of container ${container.name}`));
    };
    const signals = { signal: ended, stopping: stopping.signal };
    await runContainerProbes({ scope: pod, container, running: thisRun, status, record, unhealthy, ...signals });
  }

  async function backOffAfter(finishedAtMs: number): Promise<void> {
    const { name, namespace, uid } = pod.pod().metadata!;
    const where = `${name}_${namespace}(${uid})`;
    const delay = formatSeconds(backOff.delayMs);
    for (let first = true; !stopping.signal.aborted; first = false) {
      const remainingMs = backOff.remainingMs(finishedAtMs, Date.now());
      if (remainingMs <= 0) break;
      record('Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${where}`);
      if (first)
        status.waiting(
          'CrashLoopBackOff',
          `back-off ${delay} restarting failed container=${container.name} pod=${where}`,
        );
      await pause(Math.min(remainingMs, BACK_OFF_EVENT_EVERY_MS), stopping.signal);
    }
    backOff.advance(finishedAtMs, Date.now());
  }

  /** Ends the run of now, for a new one by the restart policy. */
  async function replace(message: string, probe?: ProbeSpec): Promise<void> {
    if (!running || ending) return;
    const graceSeconds = probe?.terminationGracePeriodSeconds ?? pod.pod().spec?.terminationGracePeriodSeconds ?? 30;
    await end(running, graceSeconds * 1000, message);
    ending = undefined;
  }

  async function end(thisRun: RunningContainer, graceMs: number, message: string): Promise<void> {
    ending = stopContainer(scope, thisRun, { graceMs, message, shortened: shortened.signal });
    await ending;
  }

  return {
    container,
    get status() {
      return status.snapshot;
    },
    get running() {
      return running;
    },
    get log() {
      return start.log;
    },
    get previousLog() {
      return start.previousLog;
    },
    run,
    started: started.promise,
    async stop(graceMs) {
      const again = stopping.signal.aborted;
      stopping.abort();
      if (!again && !ending && running) return end(running, graceMs, `Stopping container ${container.name}`);
      if (graceMs <= MIN_GRACE_MS) shortened.abort();
      await ending;
    },
    abandon() {
      stopping.abort();
      running?.process.signalAll('SIGKILL');
    },
  };
}
