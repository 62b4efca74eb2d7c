import { ApiError, type ClusterApi } from '../api/cluster-api.ts';
import { createEventRecorder } from '../controllers/event-recorder.ts';
import { createInformers } from '../controllers/informer.ts';
import { isTerminating, keyOf, type Node, type Pod } from '../controllers/objects.ts';
import { isFinished } from '../controllers/pod-state.ts';
import { semanticallyEqual } from '../controllers/semantic-equality.ts';
import { timestamp } from '../controllers/timestamps.ts';
import { startWorkQueue } from '../controllers/work-queue.ts';
import { FILTERS } from './filters.ts';
import { createNodeLedger } from './node-ledger.ts';
import { createPendingPods } from './pending-pods.ts';
import { bestNode } from './scores.ts';
import { notHelpful, unschedulableMessage } from './unschedulable-message.ts';
import { unboundClaim } from './volume-claims.ts';

export interface SchedulerOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of every failure that is a bug and not an answer of the API server. Default: a line on standard error. */
  readonly onError?: (error: unknown, where: string) => void;
}

const NAME = 'default-scheduler';

/** Binds pods to nodes, one at a time; the function that is returned ends it. */
export function startScheduler(api: ClusterApi, options: SchedulerOptions): () => void {
  const { now, onError = (error, where) => console.error(`${where}:`, error) } = options;
  const informers = createInformers(api);
  const nodesNow = createNodeLedger(informers);
  const pending = createPendingPods();
  const record = createEventRecorder(api, { component: NAME, now, onError });
  const turn = startWorkQueue(
    () => {
      const pod = pending.next(now());
      if (pod) schedule(pod);
      const wakesInMs = pod ? 0 : pending.wakesInMs(now());
      if (pod) turn.add('next');
      else if (wakesInMs !== undefined) turn.addAfter('next', wakesInMs);
    },
    { retryBaseMs: 5, retryMaxMs: 10_000, onError: (error, key) => onError(error, `${NAME} ${key}`) },
  );

  const schedule = (pod: Pod) => {
    const key = keyOf(pod);
    const nodes = nodesNow();
    const unbound = unboundClaim(pod, informers);
    if (unbound) {
      tellUnschedulable(pod, `0/${nodes.length} nodes are available: ${unbound}. ${notHelpful(nodes.length)}`);
      pending.block(key, now());
      return;
    }
    const filters = FILTERS.map(prepare => prepare(pod, nodes, informers));
    const rejections = nodes.map(info => {
      for (const filter of filters) {
        const rejection = filter(info);
        if (rejection) return rejection;
      }
      return undefined;
    });
    const feasible = nodes.filter((_, index) => rejections[index] === undefined);
    try {
      if (feasible.length > 0) {
        bind(pod, bestNode(pod, feasible, informers).name);
        pending.remove(key);
        return;
      }
      const rejected = rejections.filter(rejection => rejection !== undefined);
      tellUnschedulable(pod, unschedulableMessage(pod, nodes, rejected));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      record(pod, 'Warning', 'FailedScheduling', error.message);
    }
    pending.block(key, now());
  };

  const bind = (pod: Pod, nodeName: string) => {
    const { namespace, name, uid } = pod.metadata!;
    const bound = api.mutate('pods', namespace, name!, draft => {
      if (draft.metadata!.uid === uid && !draft.spec!.nodeName) draft.spec!.nodeName = nodeName;
    });
    if (bound?.metadata?.uid !== uid || bound?.spec?.nodeName !== nodeName) return;
    setScheduled(pod, 'True');
    record(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${nodeName}`);
  };

  const tellUnschedulable = (pod: Pod, message: string) => {
    record(pod, 'Warning', 'FailedScheduling', message);
    setScheduled(pod, 'False', 'Unschedulable', message);
  };

  const setScheduled = (pod: Pod, status: 'True' | 'False', reason?: string, message?: string) => {
    api.mutateStatus('pods', pod.metadata!.namespace, pod.metadata!.name!, draft => {
      const type = 'PodScheduled';
      const conditions = draft.status?.conditions ?? [];
      const before = conditions.find(condition => condition.type === type);
      if (before?.status === status && before.reason === reason && before.message === message) return;
      const lastTransitionTime = before?.status === status ? before.lastTransitionTime : timestamp(now());
      const observedGeneration = draft.metadata!.generation;
      const condition = {
        type,
        ...(observedGeneration === undefined ? {} : { observedGeneration }),
        status,
        reason,
        message,
        lastProbeTime: null as never,
        lastTransitionTime,
      };
      draft.status = { ...draft.status, conditions: [...conditions.filter(one => one.type !== type), condition] };
    });
  };

  /** What changed may be what an unschedulable pod waits for. */
  const encourage = () => {
    pending.encourage();
    turn.add('next');
  };

  informers('pods').onChange(({ before, after, latest }) => {
    const isOurs = after && isWaiting(after);
    if (isOurs) pending.put(after);
    else pending.remove(keyOf(latest));
    if (isOurs) turn.add('next');
    const wasPlaced = before?.spec?.nodeName && !isFinished(before);
    const isPlaced = after?.spec?.nodeName && !isFinished(after);
    const isMoved = Boolean(wasPlaced) !== Boolean(isPlaced);
    if (isMoved || (isPlaced && !semanticallyEqual(before?.metadata?.labels, after.metadata!.labels))) encourage();
  });
  informers('nodes').onChange(({ before, after }) => {
    if (after && !(before && semanticallyEqual(capacityOf(before), capacityOf(after)))) encourage();
  });
  informers('persistentvolumeclaims').onChange(encourage);
  for (const resource of ['services', 'replicasets.apps', 'statefulsets.apps', 'namespaces'] as const)
    informers(resource);

  return () => {
    informers.stop();
    turn.stop();
  };
}

function isWaiting(pod: Pod): boolean {
  const { spec } = pod;
  const isMine = (spec?.schedulerName ?? NAME) === NAME;
  return isMine && !spec?.nodeName && !isTerminating(pod) && !isFinished(pod) && !spec?.schedulingGates?.length;
}

/** What decides whether a pod fits a node. */
function capacityOf({ metadata, spec, status }: Node): unknown {
  return [metadata!.labels, spec?.taints, spec?.unschedulable, status?.allocatable];
}
