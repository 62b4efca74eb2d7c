import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { KubernetesAccess } from './access.ts';
import { watchPods } from './watch-pods.ts';

/** A live copy of the pods of some namespaces, kept by watch. */
export interface PodView extends AsyncDisposable {
  /** By UID; what is gone from the API is gone from here. */
  pods(): ReadonlyMap<string, V1Pod>;
  /** Resolves with true as soon as the condition holds, with false when it did not within the time. */
  until(holds: (pods: ReadonlyMap<string, V1Pod>) => boolean, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** Why the view is not up to date, if it is not. */
  failure(): string | undefined;
}

/** Starts watching and resolves when the first list is in. Throws InfrastructureFailure when the API does not answer. */
export async function openPodView(
  access: KubernetesAccess,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<PodView> {
  const pods = new Map<string, V1Pod>();
  const waiting = new Set<() => void>();
  const stop = new AbortController();
  let failed: string | undefined;

  const watches = namespaces.map(namespace => {
    const listed = Promise.withResolvers<void>();
    const done = watchPods(access, { namespace }, AbortSignal.any([signal, stop.signal]), event => {
      failed = undefined;
      if (event.type === 'listed') {
        for (const [uid, pod] of pods)
          if (pod.metadata?.namespace === namespace && !event.pods.some(live => live.metadata?.uid === uid))
            pods.delete(uid);
        for (const pod of event.pods) pods.set(pod.metadata?.uid ?? '', pod);
        listed.resolve();
      } else if (event.type === 'deleted') pods.delete(event.pod.metadata?.uid ?? '');
      else pods.set(event.pod.metadata?.uid ?? '', event.pod);
      for (const check of waiting) check();
    }).catch(error => {
      failed = messageOf(error);
      listed.reject(error);
    });
    return { listed: listed.promise, done };
  });
  await Promise.all(watches.map(watch => watch.listed));

  return {
    pods: () => pods,
    failure: () => failed,
    async until(holds, timeoutMs, abort) {
      if (holds(pods)) return true;
      const settled = Promise.withResolvers<boolean>();
      const check = () => holds(pods) && settled.resolve(true);
      const timer = setTimeout(() => settled.resolve(false), timeoutMs);
      const onAbort = () => settled.reject(abort.reason);
      waiting.add(check);
      abort.addEventListener('abort', onAbort, { once: true });
      try {
        abort.throwIfAborted();
        return await settled.promise;
      } finally {
        waiting.delete(check);
        clearTimeout(timer);
        abort.removeEventListener('abort', onAbort);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(watches.map(watch => watch.done));
    },
  };
}
