import { type ContainerWorker, createContainerWorker } from '../container/container-worker.ts';
import type { PodScope } from './pod-scope.ts';
import { type Container, isSidecar } from './restart-policy.ts';

/** The containers of one pod and their order: init containers one by one, sidecars staying, then the others side by side. */
export interface PodContainers {
  readonly workers: readonly ContainerWorker[];
  /** Resolves when nothing of the pod runs any more and nothing will be started again. */
  run(sidecarGraceMs: () => number): Promise<void>;
  /** Ends all of them for good: sidecars after the others, the last started first. */
  stop(graceMs: number): Promise<void>;
  /** SIGKILL to everything. */
  abandon(): void;
}

export function createPodContainers(scope: PodScope, changed: () => void): PodContainers {
  const { initContainers = [], containers } = scope.pod().spec!;
  const make = (role: 'init' | 'main') => (container: Container) =>
    createContainerWorker(scope, container, role, changed);
  const init = initContainers.map(make('init'));
  const main = containers.map(make('main'));
  const sidecars = init.filter(({ container }) => isSidecar(container));
  let stopping = false;

  async function stopSidecars(graceMs: number): Promise<void> {
    for (const sidecar of sidecars.toReversed()) await sidecar.stop(graceMs);
  }

  /** False: one of them failed for good, or the pod is to end. */
  async function initialize(running: Promise<unknown>[]): Promise<boolean> {
    for (const worker of init) {
      if (stopping) return false;
      if (sidecars.includes(worker)) {
        running.push(worker.run());
        await worker.started;
      } else if ((await worker.run()) !== 0) return false;
    }
    return !stopping;
  }

  return {
    workers: [...init, ...main],
    async run(sidecarGraceMs) {
      const running: Promise<unknown>[] = [];
      if (await initialize(running)) await Promise.all(main.map(worker => worker.run()));
      await stopSidecars(sidecarGraceMs());
      await Promise.all(running);
    },
    async stop(graceMs) {
      stopping = true;
      const others = [...init, ...main].filter(worker => !sidecars.includes(worker));
      await Promise.all(others.map(worker => worker.stop(graceMs)));
      await stopSidecars(graceMs);
    },
    abandon() {
      stopping = true;
      for (const worker of [...init, ...main]) worker.abandon();
    },
  };
}
