import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PodNetwork } from '../../network/cluster-network.ts';
import { timestamp } from '../container/container-status.ts';
import type { ContainerWorker } from '../container/container-worker.ts';
import { eventsAbout } from '../container-events.ts';
import type { NodeContext } from '../context.ts';
import type { Freezer } from '../freezer.ts';
import { pause } from '../pause.ts';
import { MountFailure, mountVolumes, type PodVolumes } from '../volumes/pod-volumes.ts';
import { startDeadline } from './active-deadline.ts';
import { createPodContainers, type PodContainers } from './pod-containers.ts';
import { podStatus } from './pod-status.ts';
import type { Container, ContainerStatus, Pod } from './restart-policy.ts';

/** Brings one pod to life on its node and reports what becomes of it, from its assignment to its end. */
export interface PodWorker {
  readonly pod: Pod;
  readonly workers: readonly ContainerWorker[];
  readonly podIP: string | undefined;
  /** The pod changed in the API server; a deletion timestamp begins its end. */
  update(pod: Pod): void;
  /** The pod is no longer in the API server: what still runs gets the least grace. */
  forget(): void;
  /** The node lost its power: everything dies, nothing is reported. The pod keeps its address until it is detached. */
  abandon(): Promise<void>;
  /** Gives back the address of an abandoned pod. */
  detach(): void;
  /** After a thaw: takes up what happened meanwhile. */
  resume(): void;
  /** Resolves when nothing of the pod is left on the node. */
  readonly gone: Promise<void>;
}

/** How long a volume that cannot be mounted waits for its next try, doubled each time. */
const MOUNT_RETRY_MS = 500;
const MOUNT_RETRY_MAX_MS = 10_000;
const FORCED_GRACE_MS = 2_000;

export function createPodWorker(node: NodeContext, freezer: Freezer, assigned: Pod): PodWorker {
  const { name, namespace, uid } = assigned.metadata as { name: string; namespace: string; uid: string };
  const directory = join(node.directory, 'pods', uid);
  const startTime = timestamp(Date.now());
  const ending = new AbortController();
  const gone = Promise.withResolvers<void>();
  let pod = assigned;
  let network: PodNetwork | undefined;
  let volumes: PodVolumes | undefined;
  let containers: PodContainers | undefined;
  let failure: { reason: string; message: string } | undefined;
  let silent: 'deleted' | 'abandoned' | undefined;
  let publishing = false;
  let terminated: Promise<void> | undefined;
  let isFinishing = false;

  const report = (error: unknown) => node.onError(error, `pod ${namespace}/${name}`);
  const life = isOver(assigned) ? Promise.resolve() : live().catch(report);

  async function live(): Promise<void> {
    network = node.network.attachPod({ uid, namespace, name, node: node.node });
    publishSoon();
    volumes = await mount(network);
    if (!volumes) return;
    const scope = { node, pod: () => pod, network, volumes, directory, freezer };
    containers = createPodContainers(scope, publishSoon);
    const stopDeadline = startDeadline(pod, startTime, (reason, message) => {
      failure = { reason, message };
      terminate(graceMsOf(pod)).catch(report);
    });
    await containers.run(() => graceMsOf(pod));
    stopDeadline();
    publishSoon();
  }

  async function mount({ podIP }: PodNetwork): Promise<PodVolumes | undefined> {
    const record = eventsAbout(node.record, () => pod);
    for (let waitMs = MOUNT_RETRY_MS; !ending.signal.aborted; waitMs = Math.min(waitMs * 2, MOUNT_RETRY_MAX_MS)) {
      try {
        const place = { podIP, hostIP: node.nodeAddress };
        const surroundings = { api: node.api, credentials: node.credentials, pod, place };
        return mountVolumes(join(directory, 'volumes'), surroundings, node.onError);
      } catch (error) {
        if (!(error instanceof MountFailure)) throw error;
        record('Warning', 'FailedMount', error.message);
        await pause(waitMs, ending.signal);
      }
    }
    return undefined;
  }

  /** On the next microtask, so that the changes of one moment are one write. */
  function publishSoon(): void {
    if (publishing) return;
    publishing = true;
    queueMicrotask(() => {
      publishing = false;
      try {
        publish();
      } catch (error) {
        report(error);
      }
    });
  }

  function publish(): void {
    if (silent || freezer.frozen || node.outage.lasts) return;
    const written = node.api.mutateStatus('pods', namespace, name, draft => {
      if (draft.metadata!.uid !== uid) return;
      draft.status = podStatus(draft, {
        initStatuses: statusesOf(draft.spec!.initContainers ?? []),
        statuses: statusesOf(draft.spec!.containers),
        hostIP: node.nodeAddress,
        podIP: network?.podIP ?? draft.status?.podIP,
        prepared: volumes !== undefined,
        startTime,
        now: timestamp(Date.now()),
        ending: ending.signal.aborted,
        failure,
      });
    });
    if (written?.metadata?.uid === uid) pod = written;
  }

  function statusesOf(specs: readonly Container[]): ContainerStatus[] {
    const known = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
    return specs.map(
      spec =>
        containers?.workers.find(({ container }) => container.name === spec.name)?.status ??
        known.find(status => status.name === spec.name) ??
        waitingStatus(spec, pod),
    );
  }

  function terminate(graceMs: number): Promise<void> {
    ending.abort();
    const stopped = containers?.stop(graceMs) ?? Promise.resolve();
    terminated ??= stopped.then(() => life).then(publish);
    return terminated;
  }

  /** Ends the pod and gives back what it had on the node, and its name in the API server. */
  function end(graceMs: number): void {
    const stopped = terminate(graceMs);
    if (isFinishing) return;
    isFinishing = true;
    stopped.then(release).catch(report).finally(gone.resolve);
  }

  async function release(): Promise<void> {
    await cleanUp();
    detach();
    await freezer.thawed();
    await node.outage.over();
    if (silent) return;
    node.api.delete('pods', namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
  }

  async function cleanUp(): Promise<void> {
    volumes?.dispose();
    await rm(directory, { recursive: true, force: true });
  }

  function detach(): void {
    network?.detach();
    network = undefined;
  }

  function resume(): void {
    if (freezer.frozen || silent === 'abandoned') return;
    if (silent === 'deleted') end(FORCED_GRACE_MS);
    else if (pod.metadata!.deletionTimestamp) end(graceMsOf(pod));
  }

  queueMicrotask(resume);
  return {
    get pod() {
      return pod;
    },
    get workers() {
      return containers?.workers ?? [];
    },
    get podIP() {
      return network?.podIP;
    },
    update(changed) {
      pod = changed;
      resume();
    },
    forget() {
      silent = 'deleted';
      resume();
    },
    async abandon() {
      silent = 'abandoned';
      ending.abort();
      containers?.abandon();
      await life;
      await cleanUp();
      gone.resolve();
    },
    detach,
    resume() {
      resume();
      publishSoon();
    },
    gone: gone.promise,
  };
}

function waitingStatus({ name, image = '' }: Container, pod: Pod): ContainerStatus {
  const reason = pod.spec!.initContainers?.length ? 'PodInitializing' : 'ContainerCreating';
  return {
    name,
    image,
    imageID: '',
    lastState: {},
    ready: false,
    restartCount: 0,
    started: false,
    state: { waiting: { reason } },
  };
}

function isOver(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** A pod that is deleted has at least a second, whatever was asked for. */
function graceMsOf(pod: Pod): number {
  const seconds = pod.metadata!.deletionGracePeriodSeconds ?? pod.spec!.terminationGracePeriodSeconds ?? 30;
  return Math.max(1, seconds) * 1000;
}
