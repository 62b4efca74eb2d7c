import { setTimeout as delay } from 'node:timers/promises';
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import type { ApiConnection } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import { watchObjects } from '../kubernetes/watch-objects.ts';
import type { ServiceTarget } from '../scenario/suite.ts';

const pollMs = 100;
const retryMs = 1_000;
/** Controllers that were without a leader are back by then. */
const populatedMs = 30_000;

/**
 * Waits until as many pods are behind the twin as behind the Service itself: a twin that nobody has filled yet would say that
 * the app is down. After half a minute the twin has to do as it is.
 */
export async function awaitEndpoints(
  connection: ApiConnection,
  { namespace, name }: ServiceTarget,
  twin: string,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + populatedMs;
  const countOf = (service: string) => countEndpoints(connection, namespace, service, signal);
  while ((await countOf(twin)) < (await countOf(name)) && performance.now() < deadline)
    await delay(pollMs, undefined, { signal });
}

/**
 * Gives the twin whatever selector the Service has, until it is disposed: a fault on the Service is one on its users. Whatever
 * keeps it from seeing the Service is tried again; if that lasts to the end, disposing throws it.
 */
export function followSelector(
  connection: ApiConnection,
  { namespace, name }: ServiceTarget,
  twin: string,
  selector: Readonly<Record<string, string>>,
): AsyncDisposable {
  const stop = new AbortController();
  const collection = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services`;
  let wanted = selector;
  let copied = JSON.stringify(selector);
  const copy = async () => {
    while (!stop.signal.aborted && JSON.stringify(wanted) !== copied) {
      const value = wanted;
      try {
        await readJson<unknown>(connection, {
          method: 'PATCH',
          path: `${collection}/${encodeURIComponent(twin)}`,
          contentType: 'application/json-patch+json',
          body: [{ op: 'add', path: '/spec/selector', value }],
          asking: `the selector of ${namespace}/${twin}`,
          signal: stop.signal,
        });
        copied = JSON.stringify(value);
      } catch {
        // An API server that is away for a moment is waited for: a twin that lags behind would hide the fault.
        await delay(pollMs);
      }
    }
  };
  let queue = Promise.resolve();
  let failure: unknown;
  const target = { path: collection, fieldSelector: `metadata.name=${name}`, asking: `Service ${namespace}/${name}` };
  const watch = async () => {
    while (!stop.signal.aborted)
      try {
        await watchObjects<V1Service>(connection, target, stop.signal, event => {
          failure = undefined;
          const service = event.type === 'listed' ? event.objects[0] : event.object;
          if (event.type === 'deleted' || !service) return;
          wanted = service.spec?.selector ?? {};
          queue = queue.then(copy);
        });
      } catch (error) {
        failure = error;
        await delay(retryMs, undefined, { signal: stop.signal }).catch(() => {
          // Only an abort ends it early; the loop sees that.
        });
      }
  };
  const watching = watch();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all([watching, queue]);
      if (failure !== undefined) throw failure;
    },
  };
}

async function countEndpoints(
  connection: ApiConnection,
  namespace: string,
  service: string,
  signal: AbortSignal,
): Promise<number> {
  const { items } = await readJson<{ items: V1EndpointSlice[] }>(connection, {
    path: `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`,
    query: { labelSelector: `kubernetes.io/service-name=${service}` },
    asking: `endpoints of Service ${namespace}/${service}`,
    signal,
  });
  return items.flatMap(({ endpoints }) => endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false)
    .length;
}
