import type { CoreV1Event, KubernetesObject, V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from './access.ts';
import { ApiFailure } from './api-failure.ts';
import { type AppliedObject, describeObject } from './apply.ts';
import { ownPods } from './own-pods.ts';
import { readLastLogLines } from './pod-log.ts';
import { findPodTrouble, type PodTrouble, unschedulableMs } from './pod-trouble.ts';
import { watchObjects } from './watch-objects.ts';
import { isPassingRefusal, workloadResources, workloadStatus } from './workload-status.ts';

export interface RolloutOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How many are ready, whenever that changes. */
  readonly report?: (text: string) => void;
}

/** What is known of the workloads that are waited for, kept by watches. */
interface View {
  /** By kind, namespace and name, in the order they were applied. */
  readonly workloads: Map<string, KubernetesObject>;
  /** By UID. */
  readonly pods: Map<string, V1Pod>;
  /** What kept a workload's controller or kubelet from doing its work last, by the UID of what it is about. */
  readonly warnings: Map<string, CoreV1Event>;
}

const logLines = 5;

/**
 * Waits by watch until every Deployment, StatefulSet, DaemonSet, Job and Pod among the objects is ready; others need no waiting.
 * Throws InfrastructureFailure, one sentence with the reason and the last lines of the pod's log, as soon as it is certain that
 * one will not get ready, else at the time-out.
 */
export async function waitForRollout(
  connection: ApiConnection,
  objects: readonly AppliedObject[],
  options: RolloutOptions,
): Promise<void> {
  const workloads = objects.filter(object => object.kind !== undefined && object.kind in workloadResources);
  if (workloads.length === 0) return;
  const view: View = {
    workloads: new Map(workloads.map(each => [keyOf(each), each])),
    pods: new Map(),
    warnings: new Map(),
  };
  const startedAt = Date.now();
  const outcome = Promise.withResolvers<{ failed: Failure } | 'ready'>();
  let readyBefore = -1;

  const look = (): void => {
    const all = [...view.workloads.values()];
    const ready = all.filter(each => workloadStatus(each).state === 'ready').length;
    if (ready !== readyBefore) options.report?.(`${ready} of ${all.length} workloads ready`);
    readyBefore = ready;
    const failed = all.map(each => findFailure(each, view, Date.now())).find(failure => failure?.certain);
    if (ready === all.length) outcome.resolve('ready');
    else if (failed) outcome.resolve({ failed });
  };

  const stop = new AbortController();
  const timer = setTimeout(() => {
    const late = [...view.workloads.values()].map(each => findFailure(each, view, Date.now())).find(Boolean);
    outcome.resolve({ failed: late ?? { certain: false, message: 'the workloads are not ready' } });
  }, options.timeoutMs);
  // The only thing that becomes certain by time alone.
  const unschedulable = setInterval(look, unschedulableMs / 4);
  const onAbort = (): void => outcome.reject(options.signal.reason);
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    options.signal.throwIfAborted();
    const watches = startWatches(connection, workloads, view, startedAt, stop.signal, look);
    for (const watch of watches) watch.catch(outcome.reject);
    const result = await outcome.promise;
    if (result !== 'ready') throw await describeFailure(connection, result.failed, options);
  } finally {
    stop.abort();
    clearTimeout(timer);
    clearInterval(unschedulable);
    options.signal.removeEventListener('abort', onAbort);
  }
}

interface Failure {
  readonly certain: boolean;
  readonly message: string;
  readonly pod?: V1Pod;
  readonly trouble?: PodTrouble;
}

function startWatches(
  connection: ApiConnection,
  workloads: readonly AppliedObject[],
  view: View,
  startedAt: number,
  signal: AbortSignal,
  changed: () => void,
): Promise<void>[] {
  const namespaces = [...new Set(workloads.map(each => each.metadata?.namespace ?? 'default'))];
  return namespaces.flatMap(namespace => {
    const watch = <T extends KubernetesObject>(
      root: string,
      resource: string,
      keep: (object: T, gone: boolean) => void,
    ) =>
      watchObjects<T>(
        connection,
        {
          path: `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`,
          asking: `${resource} of namespace ${namespace}`,
        },
        signal,
        event => {
          if (event.type === 'listed') for (const object of event.objects) keep(object, false);
          else keep(event.object, event.type === 'deleted');
          changed();
        },
      );
    const kinds = new Set(
      workloads.filter(each => each.metadata?.namespace === namespace).map(each => each.kind ?? ''),
    );
    return [
      ...[...kinds].map(kind =>
        watch(workloadResources[kind]!.root, workloadResources[kind]!.resource, object => {
          // Items of a list come without their kind.
          const workload = { ...object, kind };
          if (view.workloads.has(keyOf(workload))) view.workloads.set(keyOf(workload), workload);
        }),
      ),
      watch<V1Pod>('/api/v1', 'pods', (pod, gone) => {
        if (gone) view.pods.delete(pod.metadata?.uid ?? '');
        else view.pods.set(pod.metadata?.uid ?? '', pod);
      }),
      watch<CoreV1Event>('/api/v1', 'events', event => {
        const at = Date.parse(String(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp));
        // Times of events are whole seconds.
        if (event.type === 'Warning' && at >= startedAt - 1_000)
          view.warnings.set(event.involvedObject.uid ?? '', event);
      }).catch(error => {
        // Events only make the reason better: an account that may not read them can deploy all the same.
        if (!(error instanceof ApiFailure) || error.status !== 403) throw error;
      }),
    ];
  });
}

function findFailure(workload: KubernetesObject, view: View, now: number): Failure | undefined {
  const status = workloadStatus(workload);
  if (status.state === 'ready') return undefined;
  const label = describeObject(workload);
  const pods = ownPods(workload, [...view.pods.values()]);
  const troubles = pods.map(pod => ({ pod, trouble: findPodTrouble(pod, now) })).filter(each => each.trouble);
  const worst = troubles.find(each => each.trouble?.certain) ?? troubles[0];
  if (worst?.trouble && (worst.trouble.certain || status.state === 'progressing')) {
    const said = view.warnings.get(worst.pod.metadata?.uid ?? '');
    const detail =
      !worst.trouble.certain && said?.reason === 'Unhealthy' ? ` (${said.message?.trim().split('\n')[0]})` : '';
    return {
      certain: worst.trouble.certain,
      message: `${label} does not get ready: pod ${worst.pod.metadata?.name}: ${worst.trouble.reason}${detail}`,
      ...worst,
    };
  }
  if (status.state === 'failed') return { certain: true, message: `${label} does not get ready: ${status.reason}` };
  const warning = view.warnings.get(workload.metadata?.uid ?? '');
  if (warning?.reason === 'FailedCreate' && !isPassingRefusal(warning.message ?? ''))
    return { certain: true, message: `${label} does not get ready: its pods cannot be made: ${warning.message}` };
  return { certain: false, message: `${label} does not get ready: ${status.progress}` };
}

async function describeFailure(connection: ApiConnection, failure: Failure, options: RolloutOptions): Promise<Error> {
  const { pod, trouble } = failure;
  const inTime = failure.certain ? '' : ` within ${options.timeoutMs / 1000} s`;
  const message = failure.message.replace(' does not get ready', ` does not get ready${inTime}`);
  if (!pod || trouble?.container === undefined) return new InfrastructureFailure(message);
  const { name = '', namespace = '' } = pod.metadata ?? {};
  const { container, previous } = trouble;
  const lines = await readLastLogLines(
    connection,
    { namespace, name },
    { container, previous, lines: logLines, signal: options.signal },
  );
  return new InfrastructureFailure(lines.length === 0 ? message : `${message}; its last lines: ${lines.join(' | ')}`);
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind} ${object.metadata?.namespace} ${object.metadata?.name}`;
}
