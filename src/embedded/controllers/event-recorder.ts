import { ApiError, type ClusterApi } from '../api/cluster-api.ts';
import type { Identified } from './objects.ts';
import { timestamp } from './timestamps.ts';

/** Writes Events about objects: `record(deployment, 'Normal', 'ScalingReplicaSet', 'Scaled up …')`. */
export type EventRecorder = (about: EventSubject, type: 'Normal' | 'Warning', reason: string, message: string) => void;

/** `fieldPath` names the part of the object that the event is about (`spec.containers{web}`). */
export type EventSubject = Identified & { readonly fieldPath?: string };

export interface EventRecorderOptions {
  readonly component: string;
  /** The node that the component runs on, for kubelets. */
  readonly host?: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onError: (error: unknown, where: string) => void;
}

/** client-go's event correlation: from the tenth similar message within 10 minutes on, one combined event counts them. */
const SIMILAR_LIMIT = 10;
const SIMILAR_WINDOW_MS = 600_000;
/** client-go's spam filter: 25 events about one object at once, then one more every 300 s. */
const BURST = 25;
const REFILL_MS = 300_000;
/** client-go remembers so many events; of older ones a repetition is written as new. */
const MEMORY = 4096;

/** An event that repeats raises the count of the one there is. An API server that refuses an event costs that event only. */
export function createEventRecorder(api: ClusterApi, options: EventRecorderOptions): EventRecorder {
  const { component, host, now, onError } = options;
  const similar = createSimilarityCounter(now);
  const admits = createSpamFilter(now);
  const written = new Map<string, string>();
  let lastMs = 0;

  return (about, type, reason, message) => {
    const { uid = '', name = '', namespace = 'default' } = about.metadata ?? {};
    if (!admits(uid || name)) return;
    const combined = similar(`${uid}|${type}|${reason}`, message);
    const text = combined ? `(combined from similar events): ${message}` : message;
    const kind = `${uid}|${about.fieldPath ?? ''}|${type}|${reason}`;
    const identity = combined ? kind : `${kind}|${message}`;
    const time = timestamp(now());
    try {
      const earlier = written.get(identity);
      const repeated =
        earlier !== undefined &&
        api.mutate('events', namespace, earlier, event => {
          event.count = (event.count ?? 1) + 1;
          event.lastTimestamp = time;
          event.message = text;
        });
      if (repeated) return;
      lastMs = Math.max(now(), lastMs + 0.001);
      const eventName = `${name}.${BigInt(Math.round(lastMs * 1e6)).toString(16)}`;
      api.create('events', {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: eventName, namespace },
        involvedObject: {
          apiVersion: about.apiVersion,
          kind: about.kind,
          namespace: about.metadata?.namespace,
          name,
          uid,
          resourceVersion: about.metadata?.resourceVersion,
          ...(about.fieldPath === undefined ? {} : { fieldPath: about.fieldPath }),
        },
        reason,
        message: text,
        type,
        source: host ? { component, host } : { component },
        firstTimestamp: time,
        lastTimestamp: time,
        count: 1,
        reportingComponent: component,
        reportingInstance: host ?? '',
      });
      remember(written, identity, eventName);
    } catch (error) {
      // A namespace that is going away takes no new events; nobody is left to read them.
      if (!(error instanceof ApiError)) onError(error, `${component} event`);
    }
  };
}

/** Answers whether a message is one of too many of its kind within the window. */
function createSimilarityCounter(now: () => number): (kind: string, message: string) => boolean {
  const seen = new Map<string, { lastMs: number; messages: Set<string> }>();
  return (kind, message) => {
    const known = seen.get(kind);
    const entry =
      known && now() - known.lastMs <= SIMILAR_WINDOW_MS ? known : { lastMs: 0, messages: new Set<string>() };
    entry.lastMs = now();
    entry.messages.add(message);
    remember(seen, kind, entry);
    if (entry.messages.size < SIMILAR_LIMIT) return false;
    entry.messages.delete(entry.messages.values().next().value!);
    return true;
  };
}

function createSpamFilter(now: () => number): (object: string) => boolean {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return object => {
    const bucket = buckets.get(object) ?? { tokens: BURST, atMs: now() };
    const tokens = Math.min(BURST, bucket.tokens + (now() - bucket.atMs) / REFILL_MS);
    remember(buckets, object, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: now() });
    return tokens >= 1;
  };
}

/** Sets an entry as the latest and forgets the one that was set longest ago where there are too many. */
function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.delete(key);
  memory.set(key, value);
  if (memory.size > MEMORY) memory.delete(memory.keys().next().value!);
}
