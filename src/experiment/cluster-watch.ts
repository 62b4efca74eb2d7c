import type { CoreV1Event, KubernetesObject, V1EndpointSlice, V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { JournalEvent, PodChange } from '../journal/event.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { changesBetween, momentOf, type PodMoment } from '../kubernetes/pod-changes.ts';
import { qualifiedWorkloadOf, workloadOf } from '../kubernetes/pod-workload.ts';
import { type ObjectEvent, watchObjects } from '../kubernetes/watch-objects.ts';

/** The cluster's own story may be long; more Event objects than this say nothing new. */
const longestStory = 500;

/** Writes down what becomes of pods, endpoints and Event objects while an experiment runs. */
export interface ClusterWatch extends AsyncDisposable {
  /** Workloads (`shop/Deployment/web`) that a fault was aimed at: what becomes of them is no collateral damage. */
  readonly targeted: Set<string>;
}

export interface WatchOptions {
  readonly experiment: number;
  readonly namespaces: readonly string[];
  readonly now: () => number;
  readonly record: (event: JournalEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Follows the touched namespaces until it is disposed; resolves when everything was listed once. What the API does not
 * let it see is a warning in the journal: the judge then knows nothing of it.
 */
export async function watchCluster(kubernetes: KubernetesAccess, options: WatchOptions): Promise<ClusterWatch> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const targeted = new Set<string>();
  const follow = <T extends KubernetesObject>(
    path: string,
    asking: string,
    listener: (event: ObjectEvent<T>) => void,
  ) => {
    const listed = Promise.withResolvers<void>();
    const done = watchObjects<T>(kubernetes, { path, asking }, signal, event => {
      listener(event);
      if (event.type === 'listed') listed.resolve();
    })
      .catch(error => {
        if (signal.aborted) return;
        const text = `${asking} cannot be watched, what becomes of them stays unknown: ${messageOf(error)}`;
        options.record({ type: 'message', t: options.now(), level: 'warning', text });
      })
      .finally(listed.resolve);
    return { listed: listed.promise, done };
  };
  const watches = options.namespaces.flatMap(namespace => {
    const scope = `namespaces/${encodeURIComponent(namespace)}`;
    return [
      follow(`/api/v1/${scope}/pods`, `pods of namespace ${namespace}`, podListener(targeted, options)),
      follow(
        `/apis/discovery.k8s.io/v1/${scope}/endpointslices`,
        `endpoints of namespace ${namespace}`,
        endpointListener(namespace, options),
      ),
      follow(`/api/v1/${scope}/events`, `events of namespace ${namespace}`, storyListener(options)),
    ];
  });
  await Promise.all(watches.map(({ listed }) => listed));
  return {
    targeted,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(watches.map(({ done }) => done));
    },
  };
}

function podListener(targeted: ReadonlySet<string>, { experiment, now, record }: WatchOptions) {
  const moments = new Map<string, PodMoment>();
  const known = new Map<string, V1Pod>();
  let first = true;
  const tell = (pod: V1Pod, change: PodChange) =>
    record({
      type: 'pod-changed',
      t: now(),
      experiment,
      namespace: pod.metadata?.namespace ?? '',
      name: pod.metadata?.name ?? '',
      uid: pod.metadata?.uid ?? '',
      workload: workloadOf(pod),
      change,
      targeted: targeted.has(qualifiedWorkloadOf(pod)),
    });
  const see = (pod: V1Pod) => {
    const uid = pod.metadata?.uid ?? '';
    const moment = momentOf(pod);
    if (!first) for (const change of changesBetween(moments.get(uid), moment)) tell(pod, change);
    moments.set(uid, moment);
    known.set(uid, pod);
  };
  const forget = (uid: string) => {
    const pod = known.get(uid);
    if (pod) tell(pod, 'gone');
    known.delete(uid);
    moments.delete(uid);
  };
  return (event: ObjectEvent<V1Pod>) => {
    if (event.type === 'deleted') forget(event.object.metadata?.uid ?? '');
    else if (event.type !== 'listed') see(event.object);
    else {
      const live = new Set(event.objects.map(pod => pod.metadata?.uid ?? ''));
      for (const uid of [...known.keys()]) if (!live.has(uid)) forget(uid);
      for (const pod of event.objects) see(pod);
      first = false;
    }
  };
}

interface Endpoint {
  readonly service: string;
  readonly name: string;
}
type Endpoints = ReadonlyMap<string, Endpoint>;

function endpointListener(namespace: string, { experiment, now, record }: WatchOptions) {
  /** By slice, then by pod: the Service that sends to it. */
  const slices = new Map<string, Map<string, Endpoint>>();
  let first = true;
  const countOf = (service: string) =>
    [...slices.values()].flatMap(slice => [...slice.values()]).filter(endpoint => endpoint.service === service).length;
  const tell = (uid: string, { service, name }: Endpoint, change: 'added' | 'removed') => {
    if (first) return;
    const left = countOf(service);
    record({ type: 'endpoint-changed', t: now(), experiment, namespace, service, uid, name, change, left });
  };
  const replace = (name: string, after: Endpoints) => {
    const slice = slices.get(name) ?? new Map<string, Endpoint>();
    slices.set(name, slice);
    for (const [uid, endpoint] of slice)
      if (!after.has(uid)) {
        slice.delete(uid);
        tell(uid, endpoint, 'removed');
      }
    for (const [uid, endpoint] of after) {
      const isNew = !slice.has(uid);
      slice.set(uid, endpoint);
      if (isNew) tell(uid, endpoint, 'added');
    }
  };
  return (event: ObjectEvent<V1EndpointSlice>) => {
    if (event.type === 'deleted') replace(event.object.metadata?.name ?? '', new Map());
    else if (event.type !== 'listed') replace(event.object.metadata?.name ?? '', readyPodsOf(event.object));
    else {
      for (const slice of event.objects) replace(slice.metadata?.name ?? '', readyPodsOf(slice));
      first = false;
    }
  };
}

function readyPodsOf({ metadata, endpoints }: V1EndpointSlice): Endpoints {
  const service = metadata?.labels?.['kubernetes.io/service-name'] ?? '';
  return new Map(
    (endpoints ?? []).flatMap(({ conditions, targetRef }) =>
      conditions?.ready !== false && targetRef?.uid
        ? [[targetRef.uid, { service, name: targetRef.name ?? '' }] as const]
        : [],
    ),
  );
}

function storyListener({ experiment, now, record }: WatchOptions) {
  const told = new Map<string, number>();
  let first = true;
  return (event: ObjectEvent<CoreV1Event>) => {
    const objects = event.type === 'listed' ? event.objects : event.type === 'deleted' ? [] : [event.object];
    for (const { metadata, involvedObject, reason = '', message = '', type, count = 1 } of objects) {
      const uid = metadata?.uid ?? '';
      const isNews = !first && (told.get(uid) ?? 0) < count && told.size < longestStory;
      told.set(uid, count);
      if (!isNews) continue;
      const object = `${involvedObject?.kind} ${involvedObject?.namespace ?? ''}/${involvedObject?.name}`;
      record({ type: 'cluster-event', t: now(), experiment, object, reason, message, warning: type === 'Warning' });
    }
    first = false;
  };
}
