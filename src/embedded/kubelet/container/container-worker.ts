import { join } from 'node:path';
import { eventsAbout } from '../container-events.ts';
import type { ContainerImage } from '../image-store.ts';
import { type ContainerLog, createContainerLog } from '../log/container-log.ts';
import { pause } from '../pause.ts';
import type { PodScope } from '../pod/pod-scope.ts';
import { type Container, type ContainerStatus, restarts } from '../pod/restart-policy.ts';
import type { ProbeSpec } from '../probes/probe-action.ts';
import { createBackOff, formatSeconds } from './back-off.ts';
import { runContainerProbes } from './container-probes.ts';
import { createStatusRecord, type Termination } from './container-status.ts';
import { createImagePull, PullFailure } from './image-pull.ts';
import { runHook } from './lifecycle-hook.ts';
import { prepareSurroundings, type RunningContainer, startContainer, terminate } from './running-container.ts';

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
  /** Ends the run of now, for a new one by the restart policy. */
  replace(message: string, graceMs: number): Promise<void>;
}

/** kubelet never gives less, even to a pod that is deleted by force. */
const MIN_GRACE_MS = 2_000;
/** How long a container waits before it is tried again after its configuration was not complete. */
const CONFIG_RETRY_MS = 10_000;
/** How often the back-off of a waiting container is said again. */
const BACK_OFF_EVENT_EVERY_MS = 15_000;
/** A container holds up the start of others until it is ready or this has passed. */
const START_SLOT_MS = 250;

export function createContainerWorker(
  scope: PodScope,
  container: Container,
  role: 'init' | 'main',
  changed: () => void,
): ContainerWorker {
  const { node } = scope;
  const path = `spec.${role === 'init' ? 'initContainers' : 'containers'}{${container.name}}`;
  const record = eventsAbout(node.record, scope.pod, path);
  const pullImage = createImagePull(node.images, record, container);
  const backOff = createBackOff();
  const stopping = new AbortController();
  const shortened = new AbortController();
  const started = Promise.withResolvers<void>();
  const directory = join(scope.directory, container.name);
  let abandoned = false;
  const status = createStatusRecord(scope.pod(), container, role, () => {
    if (status.snapshot.started) started.resolve();
    if (!abandoned) changed();
  });
  let running: RunningContainer | undefined;
  let log: ContainerLog | undefined;
  let previousLog: ContainerLog | undefined;
  let ending: Promise<void> | undefined;

  async function run(): Promise<number | undefined> {
    try {
      for (;;) {
        const end = await runOnce();
        if (!end) return undefined;
        if (stopping.signal.aborted || !restarts(scope.pod().spec!, container, role, end.exitCode)) return end.exitCode;
        await backOffAfter(end.finishedAtMs);
        if (stopping.signal.aborted) return end.exitCode;
      }
    } finally {
      started.resolve();
    }
  }

  async function runOnce(): Promise<Termination | undefined> {
    const prepared = await prepare();
    if (!prepared) return undefined;
    const leave = await node.startGate.enter();
    await scope.freezer.thawed();
    if (stopping.signal.aborted) {
      leave();
      return undefined;
    }
    try {
      previousLog?.remove();
      previousLog = log;
      log = createContainerLog(join(scope.directory, 'logs', `${container.name}-${Date.now()}.log`));
      record('Normal', 'Created', `Created container: ${container.name}`);
      running = await startContainer(scope, container, prepared.image, prepared.start, log);
    } catch (error) {
      leave();
      return startFailure(error as Error);
    }
    record('Normal', 'Started', `Started container ${container.name}`);
    const ended = new AbortController();
    const thisRun = running;
    status.running({ containerId: thisRun.id, imageId: thisRun.imageId, startedAtMs: thisRun.startedAtMs });
    if (stopping.signal.aborted) thisRun.process.signalAll('SIGKILL');
    const slot = setTimeout(leave, START_SLOT_MS);
    const supervised = supervise(thisRun, ended.signal);
    const end = await thisRun.ended;
    ended.abort();
    await supervised;
    clearTimeout(slot);
    leave();
    running = undefined;
    if (!abandoned) status.terminated(end);
    return end;
  }

  /** Until everything that the start needs is there; undefined: stopped meanwhile. */
  async function prepare() {
    while (!stopping.signal.aborted) {
      let image: ContainerImage;
      try {
        image = pullImage();
      } catch (error) {
        if (!(error instanceof PullFailure)) throw error;
        status.waiting(error.reason, error.message);
        await pause(error.retryAfterMs, stopping.signal);
        continue;
      }
      try {
        return { image, start: await prepareSurroundings(scope, container, image, directory) };
      } catch (error) {
        const { message } = error as Error;
        status.waiting('CreateContainerConfigError', message);
        record('Warning', 'Failed', `Error: ${message}`);
        await pause(CONFIG_RETRY_MS, stopping.signal);
      }
    }
    return undefined;
  }

  function startFailure({ message }: Error): Termination {
    log?.close();
    record('Warning', 'Failed', `Error: ${message}`);
    const end = { exitCode: 128, reason: 'StartError', message, finishedAtMs: Date.now() };
    status.terminated(end);
    if (restarts(scope.pod().spec!, container, role, end.exitCode)) status.waiting('RunContainerError', message);
    return end;
  }

  async function supervise(thisRun: RunningContainer, ended: AbortSignal): Promise<void> {
    const postStart = container.lifecycle?.postStart;
    if (postStart && !(await hook(postStart, thisRun, ended))) {
      record('Warning', 'FailedPostStartHook', 'PostStartHook failed');
      if (!ended.aborted) await replace('FailedPostStartHook', graceOf());
      return;
    }
    await runContainerProbes({
      scope,
      container,
      running: thisRun,
      status,
      record,
      signal: ended,
      stopping: stopping.signal,
      unhealthy(kind, probe) {
        const message = `Container ${container.name} failed ${kind} probe, will be restarted`;
        replace(message, graceOf(probe)).catch(error => node.onError(error, `restart of container ${container.name}`));
      },
    });
  }

  async function hook(spec: Parameters<typeof runHook>[0], thisRun: RunningContainer, signal: AbortSignal): Promise<boolean> {
    const connect = (host: string, port: number, until: AbortSignal) => node.network.connect(node.node, host, port, until);
    try {
      await runHook(spec, container, thisRun, { podIP: scope.network.podIP, connect, signal });
      return true;
    } catch {
      // kubelet keeps the reason of a failed hook to itself, for it may hold secrets; the caller records that it failed.
      return false;
    }
  }

  async function backOffAfter(finishedAtMs: number): Promise<void> {
    const { name, namespace, uid } = scope.pod().metadata!;
    const where = `${name}_${namespace}(${uid})`;
    for (let first = true; !stopping.signal.aborted; first = false) {
      const remainingMs = backOff.remainingMs(finishedAtMs, Date.now());
      if (remainingMs <= 0) break;
      record('Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${where}`);
      const delay = formatSeconds(backOff.delayMs);
      if (first)
        status.waiting('CrashLoopBackOff', `back-off ${delay} restarting failed container=${container.name} pod=${where}`);
      await pause(Math.min(remainingMs, BACK_OFF_EVENT_EVERY_MS), stopping.signal);
    }
    backOff.advance(finishedAtMs, Date.now());
  }

  function graceOf(probe?: ProbeSpec): number {
    return (probe?.terminationGracePeriodSeconds ?? scope.pod().spec?.terminationGracePeriodSeconds ?? 30) * 1000;
  }

  /** preStop within the grace period, then SIGTERM, then SIGKILL. */
  async function end(thisRun: RunningContainer, graceMs: number, message: string): Promise<void> {
    record('Normal', 'Killing', message);
    const beganAtMs = performance.now();
    const preStop = container.lifecycle?.preStop;
    if (preStop && graceMs > 0) {
      const gone = new AbortController();
      thisRun.ended.then(() => gone.abort());
      const limit = AbortSignal.any([gone.signal, shortened.signal, AbortSignal.timeout(graceMs)]);
      const done = await hook(preStop, thisRun, limit);
      if (!done && !limit.aborted) record('Warning', 'FailedPreStopHook', 'PreStopHook failed');
    }
    const leftMs = Math.max(MIN_GRACE_MS, graceMs - (performance.now() - beganAtMs));
    const killEarly = () => void setTimeout(() => thisRun.process.signalAll('SIGKILL'), MIN_GRACE_MS).unref();
    if (shortened.signal.aborted) return terminate(thisRun, MIN_GRACE_MS);
    shortened.signal.addEventListener('abort', killEarly);
    await terminate(thisRun, leftMs);
    shortened.signal.removeEventListener('abort', killEarly);
  }

  async function replace(message: string, graceMs: number): Promise<void> {
    if (!running || ending) return;
    ending = end(running, graceMs, message);
    await ending;
    ending = undefined;
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
      return log;
    },
    get previousLog() {
      return previousLog;
    },
    run,
    started: started.promise,
    async stop(graceMs) {
      const again = stopping.signal.aborted;
      stopping.abort();
      if (again || ending) {
        if (graceMs <= MIN_GRACE_MS) shortened.abort();
        await ending;
      } else if (running) {
        ending = end(running, graceMs, `Stopping container ${container.name}`);
        await ending;
      }
    },
    abandon() {
      abandoned = true;
      stopping.abort();
      running?.process.signalAll('SIGKILL');
    },
    replace,
  };
}
