import { setTimeout as delay } from 'node:timers/promises';
import { type KubernetesObject, Watch } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { ApiConnection } from './access.ts';
import { ApiFailure } from './api-failure.ts';
import { isReady } from './api-readiness.ts';
import { readJson } from './connect.ts';

/** `listed` holds everything there is and replaces what was known; the others are one object each, as they come. */
export type ObjectEvent<T> =
  | { readonly type: 'listed'; readonly objects: readonly T[] }
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: T };

export interface WatchTarget {
  /** Of the collection: `/api/v1/namespaces/shop/pods`. */
  readonly path: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** For messages: `pods of namespace shop`. */
  readonly asking: string;
}

const firstPauseMs = 100;
const longestPauseMs = 2_000;
const shortWatchMs = 500;

/**
 * Lists a collection and then follows it until the signal aborts, when it resolves. A watch that ends goes on from the
 * last version seen, or (410, or a broken connection) lists again. Rejects when the API server refuses (4xx other than
 * 410 and 429) although it is ready, when the first list fails, or with what the listener threw; an API server that is away later is waited for,
 * and `onInterruption` hears of it.
 */
export async function watchObjects<T extends KubernetesObject>(
  connection: ApiConnection,
  target: WatchTarget,
  signal: AbortSignal,
  listener: (event: ObjectEvent<T>) => void,
  onInterruption: (why: string) => void = () => {},
): Promise<void> {
  let version: string | undefined;
  let listedOnce = false;
  let knownReady = false;
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      if (version === undefined) {
        const list = await listAll<T>(connection, target, signal);
        listener({ type: 'listed', objects: list.items });
        listedOnce = true;
        // What the listener saw may have been all that was wanted.
        if (signal.aborted) return;
        version = list.metadata.resourceVersion;
      }
      const began = performance.now();
      version = await followFrom<T>(connection, target, version, signal, listener);
      knownReady = false;
      pauseMs = firstPauseMs;
      // A server that ends every watch at once must not be asked without a pause.
      if (performance.now() - began < shortWatchMs) await pause(pauseMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ListenerFailed) throw error.cause;
      if (!listedOnce || (isRefusal(error) && knownReady)) throw error;
      // One that starts again refuses everybody: what counts is what it says once it is ready.
      knownReady = isRefusal(error) && (await isReady(connection, signal));
      onInterruption(`${target.asking}: the watch was interrupted: ${messageOf(error)}`);
      version = undefined;
      await pause(pauseMs, signal);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {
    // Only an abort ends it early; the caller's loop sees that.
  });
}

async function listAll<T>(connection: ApiConnection, target: WatchTarget, signal: AbortSignal) {
  return await readJson<{ items: T[]; metadata: { resourceVersion: string } }>(connection, {
    path: target.path,
    query: { labelSelector: target.labelSelector, fieldSelector: target.fieldSelector },
    asking: target.asking,
    signal,
  });
}

/** Follows one watch to its end and returns the last version seen; undefined asks for a new list. */
async function followFrom<T extends KubernetesObject>(
  connection: ApiConnection,
  target: WatchTarget,
  from: string,
  signal: AbortSignal,
  listener: (event: ObjectEvent<T>) => void,
): Promise<string | undefined> {
  const ended = Promise.withResolvers<void>();
  let version: string | undefined = from;
  let stopped = false;
  const onEvent = (phase: string, object: T & { code?: number; message?: string }): void => {
    if (stopped) return;
    if (phase === 'ERROR') {
      version = undefined;
      if (object.code === 410) ended.resolve();
      else ended.reject(new ApiFailure(`${target.asking}: ${object.message ?? 'error'}`, { status: object.code }));
      return;
    }
    version = object.metadata?.resourceVersion ?? version;
    if (phase === 'BOOKMARK') return;
    try {
      listener({ type: phase.toLowerCase() as 'added' | 'modified' | 'deleted', object });
    } catch (error) {
      // client-node drops what a callback throws.
      ended.reject(new ListenerFailed(error));
    }
  };
  const query = {
    resourceVersion: from,
    allowWatchBookmarks: true,
    labelSelector: target.labelSelector,
    fieldSelector: target.fieldSelector,
  };
  const onAbort = (): void => ended.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  const watching = new Watch(connection.config).watch(target.path, query, onEvent, error => {
    const { statusCode, name } = (error ?? {}) as { statusCode?: number; name?: string };
    if (statusCode === 410) version = undefined;
    // client-node ends a watch that was silent for 30 s with a TimeoutError: it goes on from where it was.
    if (!error || statusCode === 410 || name === 'TimeoutError') ended.resolve();
    else ended.reject(new ApiFailure(`watch ${target.asking}: ${describeFetchError(error)}`, { status: statusCode }));
  });
  try {
    await ended.promise;
    return version;
  } finally {
    stopped = true;
    signal.removeEventListener('abort', onAbort);
    watching.then(
      controller => controller.abort(),
      () => {
        // A watch that never began has nothing to end; why it did not has been said through `done`.
      },
    );
  }
}

/** What the listener threw: a bug of ours, not the API server's failure. */
class ListenerFailed extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof ApiFailure) || error.status === undefined) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 410 && error.status !== 429;
}

/** fetch says `fetch failed` and keeps the reason in its cause. */
function describeFetchError(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause ? `${messageOf(error)} (${messageOf(cause)})` : messageOf(error);
}
