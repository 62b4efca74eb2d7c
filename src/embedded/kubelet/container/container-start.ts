import { join } from 'node:path';
import type { ContainerImage } from '../image-store.ts';
import { type ContainerLog, createContainerLog } from '../log/container-log.ts';
import { pause } from '../pause.ts';
import { restarts } from '../pod/restart-policy.ts';
import type { ContainerScope } from './container-scope.ts';
import type { Termination } from './container-status.ts';
import { createImagePull, PullFailure } from './image-pull.ts';
import { prepareSurroundings, type RunningContainer, startContainer } from './running-container.ts';

/** The way from a container's spec to its first process, again at each restart. */
export interface ContainerStart {
  /** undefined: stopped before it could start. A Termination: its program cannot be started. */
  start(): Promise<RunningContainer | Termination | undefined>;
  /** Lets the next container start, at the latest when this one has had its time. Idempotent. */
  settled(): void;
  /** The log of the latest run, and of the one before. */
  readonly log: ContainerLog | undefined;
  readonly previousLog: ContainerLog | undefined;
}

/** How long a container waits before it is tried again after its configuration was not complete. */
const CONFIG_RETRY_MS = 10_000;
/** A container holds up the start of others until it is ready or this has passed. */
const START_SLOT_MS = 250;

export function createContainerStart(scope: ContainerScope): ContainerStart {
  const { pod, container, role, status, record, stopping } = scope;
  const pullImage = createImagePull(pod.node.images, record, container);
  const directory = join(pod.directory, container.name);
  let log: ContainerLog | undefined;
  let previousLog: ContainerLog | undefined;
  let leaveGate = () => {};

  /** Until everything that the start needs is there; undefined: stopped meanwhile. */
  async function prepare() {
    while (!stopping.aborted) {
      let image: ContainerImage;
      try {
        image = pullImage();
      } catch (error) {
        if (!(error instanceof PullFailure)) throw error;
        status.waiting(error.reason, error.message);
        await pause(error.retryAfterMs, stopping);
        continue;
      }
      try {
        return { image, surroundings: await prepareSurroundings(pod, container, image, directory) };
      } catch (error) {
        const { message } = error as Error;
        status.waiting('CreateContainerConfigError', message);
        record('Warning', 'Failed', `Error: ${message}`);
        await pause(CONFIG_RETRY_MS, stopping);
      }
    }
    return undefined;
  }

  async function enterGate(): Promise<void> {
    const leave = await pod.node.startGate.enter();
    const timer = setTimeout(leave, START_SLOT_MS);
    leaveGate = () => {
      clearTimeout(timer);
      leave();
    };
  }

  function startFailure(message: string): Termination {
    log?.close();
    record('Warning', 'Failed', `Error: ${message}`);
    const end = { exitCode: 128, reason: 'StartError', message, finishedAtMs: Date.now() };
    status.terminated(end);
    if (restarts(pod.pod().spec!, container, role, end.exitCode)) status.waiting('RunContainerError', message);
    return end;
  }

  return {
    get log() {
      return log;
    },
    get previousLog() {
      return previousLog;
    },
    settled: () => leaveGate(),
    async start() {
      const prepared = await prepare();
      await enterGate();
      await pod.freezer.thawed();
      if (!prepared || stopping.aborted) {
        leaveGate();
        return undefined;
      }
      previousLog?.remove();
      previousLog = log;
      log = createContainerLog(join(pod.directory, 'logs', `${container.name}-${Date.now()}.log`));
      try {
        record('Normal', 'Created', `Created container: ${container.name}`);
        const running = await startContainer(pod, container, prepared.image, prepared.surroundings, log);
        record('Normal', 'Started', `Started container ${container.name}`);
        return running;
      } catch (error) {
        leaveGate();
        return startFailure((error as Error).message);
      }
    },
  };
}
