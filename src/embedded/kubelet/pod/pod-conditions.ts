import type { PodPhase } from './pod-phase.ts';
import { type ContainerStatus, isSidecar, type Pod, type PodStatus } from './restart-policy.ts';

type Condition = NonNullable<PodStatus['conditions']>[number];
type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>;

const TRUE: Verdict = { status: 'True' };

export interface PodFacts {
  readonly phase: PodPhase;
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
  /** The pod has its address and its volumes. */
  readonly prepared: boolean;
  /** RFC 3339. */
  readonly now: string;
}

/** The conditions that kubelet owns, with those of others (PodScheduled, readiness gates, …) kept as they are. */
export function podConditions(pod: Pod, facts: PodFacts): Condition[] {
  const before = pod.status?.conditions ?? [];
  const containersReady = containersReadiness(pod, facts);
  const own: Record<string, Verdict> = {
    PodReadyToStartContainers: { status: facts.prepared && !isOver(facts.phase) ? 'True' : 'False' },
    Initialized: initialization(pod, facts),
    Ready: containersReady.status === 'True' ? gatesReadiness(pod) : containersReady,
    ContainersReady: containersReady,
    PodScheduled: TRUE,
  };
  const others = before.filter(condition => !Object.hasOwn(own, condition.type));
  const observed = pod.metadata?.generation;
  return [
    ...others,
    ...Object.entries(own).map(([type, verdict]) => {
      const earlier = before.find(condition => condition.type === type);
      const since = earlier?.status === verdict.status ? earlier.lastTransitionTime : undefined;
      return {
        type,
        ...verdict,
        lastProbeTime: null as never,
        lastTransitionTime: since ?? facts.now,
        ...(observed === undefined ? {} : { observedGeneration: observed }),
      };
    }),
  ];
}

/** Nothing is left of the pod on its node, not even its network. */
function isOver(phase: PodPhase): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function containersReadiness(pod: Pod, { phase, initStatuses, statuses }: PodFacts): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const sidecars = (pod.spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name);
  const watched = [...initStatuses.filter(({ name }) => sidecars.includes(name)), ...statuses];
  const unready = watched.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length === 0) return TRUE;
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
}

function gatesReadiness(pod: Pod): Verdict {
  const messages = (pod.spec?.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = pod.status?.conditions?.find(({ type }) => type === conditionType);
    if (!condition) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (condition.status === 'True') return [];
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`];
  });
  return messages.length === 0
    ? TRUE
    : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

function initialization(pod: Pod, { phase, initStatuses, statuses }: PodFacts): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  if (statuses.some(({ state, lastState }) => state?.running || state?.terminated || lastState?.terminated))
    return TRUE;
  const incomplete = (pod.spec?.initContainers ?? [])
    .filter(container => {
      const status = initStatuses.find(({ name }) => name === container.name);
      return isSidecar(container) ? !status?.started : !status?.ready;
    })
    .map(({ name }) => name);
  if (incomplete.length === 0) return TRUE;
  return {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  };
}
