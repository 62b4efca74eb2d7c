import type { Controller } from './context.ts';
import { keyOf, splitKey } from './objects.ts';
import { epochMsOf } from './timestamps.ts';

/** Removes events that nothing has repeated for an hour (kube-apiserver's event-ttl). */
export const eventExpiryController: Controller = context => {
  const { api, informers, now, timings } = context;
  const events = informers('events');
  const queue = context.queue('event expiry', key => {
    const { namespace, name } = splitKey(key);
    const event = events.get(namespace, name);
    if (!event) return;
    const lastSeen = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
    const leftMs = epochMsOf(lastSeen ?? event.metadata!.creationTimestamp) + timings.eventLifetimeMs - now();
    if (leftMs > 0) queue.addAfter(key, leftMs);
    else api.delete('events', namespace, name);
  });
  events.onChange(({ before, after }) => {
    if (after && !before) queue.add(keyOf(after));
  });
};
