import type { Container, ContainerStatus, Pod } from '../pod/restart-policy.ts';
import type { ProcessEnd } from './container-process.ts';

export const RUNTIME = 'chaos-gate-embedded';

export interface Termination {
  readonly exitCode: number;
  /** Number. */
  readonly signal?: number;
  readonly reason: string;
  readonly message?: string;
  readonly finishedAtMs: number;
}

/** What a kubelet reports of one container, changed as things happen; every change is told. */
export interface StatusRecord {
  readonly snapshot: ContainerStatus;
  waiting(reason: string, message?: string): void;
  running(run: { containerId: string; imageId: string; startedAtMs: number }): void;
  terminated(end: Termination): void;
  /** Of a running container. */
  setStarted(started: boolean): void;
  setReady(ready: boolean): void;
}

/** `role` decides what `ready` means: an init container is ready when it has succeeded. */
export function createStatusRecord(
  pod: Pod,
  container: Container,
  role: 'init' | 'main',
  changed: () => void,
): StatusRecord {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const earlier = [...initContainerStatuses, ...containerStatuses].find(({ name }) => name === container.name);
  const hasInit = (pod.spec?.initContainers?.length ?? 0) > 0;
  let starts = earlier?.containerID ? earlier.restartCount + 1 : 0;
  let snapshot: ContainerStatus = {
    name: container.name,
    image: container.image!,
    imageID: '',
    lastState: lostState(earlier),
    ready: false,
    restartCount: earlier?.restartCount ?? 0,
    started: false,
    state: { waiting: { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' } },
    ...(earlier?.containerID ? resourcesOf(container) : {}),
    ...(container.volumeMounts?.length
      ? {
          volumeMounts: container.volumeMounts.map(({ name, mountPath, readOnly }) => ({
            name,
            mountPath,
            ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
          })),
        }
      : {}),
  };
  const set = (change: Partial<ContainerStatus>) => {
    snapshot = { ...snapshot, ...change };
    changed();
  };
  /** What a container that ended was, once it waits or runs again. */
  const lastState = () => (snapshot.state?.terminated ? { terminated: snapshot.state.terminated } : snapshot.lastState);

  return {
    get snapshot() {
      return snapshot;
    },
    waiting: (reason, message) =>
      set({ state: { waiting: { reason, message } }, lastState: lastState(), ready: false, started: false }),
    running: ({ containerId, imageId, startedAtMs }) =>
      set({
        state: { running: { startedAt: timestamp(startedAtMs) } },
        lastState: lastState(),
        containerID: `${RUNTIME}://${containerId}`,
        imageID: imageId,
        restartCount: starts++,
        ready: false,
        started: false,
        ...resourcesOf(container),
      }),
    terminated({ exitCode, signal, reason, message, finishedAtMs }) {
      const startedAt = snapshot.state?.running?.startedAt;
      const succeeded = role === 'init' && exitCode === 0;
      set({
        state: {
          terminated: {
            ...(snapshot.containerID === undefined ? {} : { containerID: snapshot.containerID }),
            exitCode,
            ...(signal === undefined ? {} : { signal }),
            reason,
            ...(message ? { message } : {}),
            startedAt: (startedAt ?? null) as string,
            finishedAt: timestamp(finishedAtMs),
          },
        },
        ready: succeeded,
        started: false,
      });
    },
    setStarted: started => set({ started }),
    setReady: ready => set({ ready }),
  };
}

/** Why a process that ended did so, as container runtimes put it. */
export function terminationReason(end: ProcessEnd, outOfMemory: boolean): string {
  if (outOfMemory) return 'OOMKilled';
  return end.exitCode === 0 ? 'Completed' : 'Error';
}

/** RFC 3339 in whole seconds, as Kubernetes writes times. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** What a container that has been created runs with; a kubelet says so even where nothing is asked or limited. */
function resourcesOf({ resources = {} }: Container): Pick<ContainerStatus, 'resources' | 'allocatedResources'> {
  return { resources, ...(resources.requests ? { allocatedResources: resources.requests } : {}) };
}

/** A container that ran when its node was lost: what became of it nobody knows. */
function lostState(earlier: ContainerStatus | undefined): NonNullable<ContainerStatus['lastState']> {
  if (!earlier?.containerID) return {};
  if (earlier.state?.terminated) return { terminated: earlier.state.terminated };
  if (!earlier.state?.running) return earlier.lastState ?? {};
  return {
    terminated: {
      containerID: earlier.containerID,
      exitCode: 255,
      reason: 'Unknown',
      startedAt: earlier.state.running.startedAt,
      finishedAt: timestamp(Date.now()),
    } as never,
  };
}
