import { keyOf, type Pod, type Service } from '../objects.ts';

/** When what an endpoints object shows last changed; from this, clients measure how late they learned of it. */
export const LAST_CHANGE_TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Remembers, for each Service, the changes that its endpoints have been brought up to date with. */
export interface TriggerTimes {
  /** RFC 3339: the first change since the last call for this Service; undefined when its pods left and nothing else changed. */
  sinceLastSync(service: Service, pods: readonly Pod[]): string | undefined;
  forget(serviceKey: string): void;
}

interface Seen {
  readonly service: string;
  readonly pods: ReadonlyMap<string, ReadyCondition>;
}

type ReadyCondition = NonNullable<NonNullable<Pod['status']>['conditions']>[number];

/** A Service changes when it is created, a pod when it becomes ready or ceases to be (endpoint controllers' TriggerTimeTracker). */
export function createTriggerTimes(): TriggerTimes {
  const seen = new Map<string, Seen>();
  return {
    sinceLastSync(service, pods) {
      const before = seen.get(keyOf(service));
      const now: Seen = {
        service: service.metadata!.creationTimestamp!,
        pods: new Map(pods.flatMap(pod => readyConditions(pod).map(ready => [pod.metadata!.uid!, ready] as const))),
      };
      seen.set(keyOf(service), now);
      const changed = [...now.pods].filter(([uid, ready]) => !isSameState(before?.pods.get(uid), ready));
      const times = changed.map(([, ready]) => ready.lastTransitionTime!);
      if (now.service !== before?.service) times.push(now.service);
      return times.sort()[0];
    },
    forget: key => void seen.delete(key),
  };
}

/** None, or one that says since when it holds. */
function readyConditions({ status }: Pod): ReadyCondition[] {
  return (status?.conditions ?? []).filter(({ type, lastTransitionTime }) => type === 'Ready' && lastTransitionTime);
}

/** Pods here are ready within the second in which they were not: the time alone does not tell. */
function isSameState(before: ReadyCondition | undefined, now: ReadyCondition): boolean {
  return before?.status === now.status && before.lastTransitionTime === now.lastTransitionTime;
}

/** The annotations of an endpoints object with the time of the change that it now shows. */
export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): Record<string, string> | undefined {
  const { [LAST_CHANGE_TRIGGER_TIME]: _before, ...others } = annotations ?? {};
  const all = time === undefined ? others : { ...others, [LAST_CHANGE_TRIGGER_TIME]: time };
  return Object.keys(all).length > 0 ? all : undefined;
}
