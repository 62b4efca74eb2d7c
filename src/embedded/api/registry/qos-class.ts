import type { AnyObject } from '../cluster-api.ts';

const COUNTED = ['cpu', 'memory'];

/** Guaranteed: every container limits cpu and memory and requests as much; BestEffort: none asks for any; else Burstable. */
export function qosClassOf(pod: AnyObject): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers: AnyObject[] = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const asks = (one: AnyObject, which: 'limits' | 'requests') =>
    COUNTED.filter(
      name => one.resources?.[which]?.[name] !== undefined && Number.parseFloat(one.resources[which][name]) !== 0,
    );
  if (containers.every(one => asks(one, 'limits').length + asks(one, 'requests').length === 0)) return 'BestEffort';
  const guaranteed = containers.every(one =>
    COUNTED.every(name => {
      const limit = one.resources?.limits?.[name];
      return limit !== undefined && (one.resources?.requests?.[name] ?? limit) === limit;
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
