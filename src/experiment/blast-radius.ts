import type { V1Pod } from '@kubernetes/client-node';
import type { Position } from '../errors.ts';
import { atMost } from '../scenario/limit.ts';
import type { BlastRadius, Scenario } from '../scenario/suite.ts';
import { findBarePod, findBudgetExcess, findOwnerExcess, findShortage, nameOf, type Pods } from './radius-limits.ts';
import type { Surroundings } from './surroundings.ts';
import { protectedNamespaces } from './targets.ts';

/** A fault would have gone beyond what the scenario allows. Nothing more is injected. */
export class BlastRadiusExceeded extends Error {
  override readonly name = 'BlastRadiusExceeded';
  readonly at: Position | undefined;
  constructor(message: string, at?: Position) {
    super(message);
    this.at = at;
  }
}

/**
 * What a fault does to the pods that it hits. `disturbs`: they may go on serving. `stops`: they do not, for a while, so that
 * their PodDisruptionBudgets have to allow it. `removes`: besides, somebody has to make others in their place. `evicts`: the
 * same, each as soon as its budget allows.
 */
export type Harm = 'disturbs' | 'stops' | 'removes' | 'evicts';

/**
 * Counts the pods and nodes that an experiment hits, against the limits that its scenario sets. Whatever would go beyond one
 * throws BlastRadiusExceeded instead. `live`: what stands around the pods now; the scope's own is what did at the plan.
 */
export interface RadiusGuard {
  /** Adds pods to what is hit; a pod hit twice counts once. */
  claim(pods: readonly V1Pod[], harm?: Harm, live?: Surroundings): void;
  /**
   * Checks anew what a step that goes on hits now: pods that took the place of those that it has claimed, and do not count
   * as further ones.
   */
  claimAgain(pods: readonly V1Pod[], harm: Harm, live: Surroundings): void;
  /**
   * The same for nodes, by name, with the pods that go down with them. Nobody chose those: `pods` and `namespaces` do not
   * bound them, what is said of their workloads does, outside of the cluster's own namespaces.
   */
  claimNodes(nodes: readonly string[], pods?: readonly V1Pod[], harm?: Harm, live?: Surroundings): void;
  /** Something is changed there, besides pods; without a namespace, somewhere else. */
  claimNamespaces(namespaces: readonly string[]): void;
  readonly used: number;
  readonly usedNodes: number;
  /** undefined: the scenario sets no limit. */
  readonly allowed: number | undefined;
}

/** What a scenario's limits are counted against. */
export interface RadiusScope {
  /** How many pods and nodes the scenario's matches find. */
  readonly matched: number;
  readonly matchedNodes?: number;
  readonly surroundings?: Surroundings;
  /** PowerfulSeal knows neither budgets nor bare pods: `compat: legacy` protects only what the file says. */
  readonly legacy?: boolean;
  readonly now?: () => Date;
}

export function guardRadius(scenario: Scenario, scope: RadiusScope): RadiusGuard {
  const radius = scenario.blastRadius;
  const { matched, matchedNodes = 0, surroundings = nothingKnown, legacy = false, now = () => new Date() } = scope;
  const allowed = radius?.pods && atMost(radius.pods, matched);
  const allowedNodes = radius?.nodes && atMost(radius.nodes, matchedNodes);
  let hit: Pods = new Map();
  /** Those that are hit, and those that go down with their nodes. */
  let harmed: Pods = new Map();
  /** Those of them that their budgets have to spare. */
  let stopped: Pods = new Map();
  let hitNodes: ReadonlySet<string> = new Set();
  const refuse = (message: string | undefined) => {
    if (message !== undefined) throw new BlastRadiusExceeded(message, radius?.at ?? scenario.at);
  };

  const checkTime = () => {
    const { until } = radius ?? {};
    if (until && isPast(until, now())) refuse('nothing may be injected any more: the blast radius ended before now');
  };
  const checkNamespace = (namespace: string, what: string) => {
    if (radius?.namespaces && !radius.namespaces.includes(namespace))
      refuse(
        `${what} is outside the blast radius: found namespace ${namespace}, expected one of ${radius.namespaces.join(', ')}`,
      );
  };
  const checkBudgets = (pods: Pods, { budgets }: Surroundings) => {
    if (!legacy && !radius?.overrideBudgets) refuse(findBudgetExcess(pods, budgets));
  };
  const checkBare = (pods: readonly V1Pod[]) => {
    if (!legacy && !radius?.barePods) refuse(findBarePod(pods));
  };
  const checkLive = (pods: Pods, harm: Harm, live: Surroundings) => {
    // A share is of the pods that there were at the plan: while one is replaced there are fewer.
    const sizes = new Map([...live.workloads, ...surroundings.workloads]);
    refuse(findShortage(pods, radius?.minAvailable, live.workloads, sizes));
    if (asksBudgets(harm)) checkBudgets(pods, live);
  };
  /** What pods are bound by whether somebody chose them or they go with their node. */
  const addHarmed = (pods: readonly V1Pod[], harm: Harm, live: Surroundings | undefined) => {
    const added = byUid(pods);
    const after = new Map([...harmed, ...added]);
    // What a step of the scenario has made was not there at the plan.
    const workloads = new Map([...(live?.workloads ?? []), ...surroundings.workloads]);
    refuse(findOwnerExcess(after, radius?.perOwner, workloads));
    refuse(findShortage(after, radius?.minAvailable, workloads));
    const afterStop = asksBudgets(harm) ? new Map([...stopped, ...added]) : stopped;
    checkBudgets(afterStop, surroundings);
    if (live) checkLive(added, harm, live);
    harmed = after;
    stopped = afterStop;
  };

  return {
    get used() {
      return hit.size;
    },
    get usedNodes() {
      return hitNodes.size;
    },
    allowed,
    claim(pods, harm = 'disturbs', live) {
      if (pods.length === 0) return;
      checkTime();
      for (const pod of pods) checkNamespace(pod.metadata?.namespace ?? '', `pod ${nameOf(pod)}`);
      const after = new Map([...hit, ...byUid(pods)]);
      if (allowed !== undefined && after.size > allowed)
        refuse(`the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`);
      if (isRemoval(harm)) checkBare(pods);
      addHarmed(pods, harm, live);
      hit = after;
    },
    claimAgain(pods, harm, live) {
      checkTime();
      checkLive(byUid(pods), harm, live);
    },
    claimNodes(nodes, pods = [], harm = 'disturbs', live) {
      if (nodes.length === 0) return;
      checkTime();
      const after = new Set([...hitNodes, ...nodes]);
      if (allowedNodes !== undefined && after.size > allowedNodes)
        refuse(
          `the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`,
        );
      if (isRemoval(harm)) checkBare(pods);
      addHarmed(pods.filter(isOfApps), harm, live);
      hitNodes = after;
    },
    claimNamespaces(namespaces) {
      checkTime();
      for (const namespace of namespaces) checkNamespace(namespace, 'what a step changes');
    },
  };
}

const nothingKnown: Surroundings = { workloads: new Map(), budgets: [] };

function asksBudgets(harm: Harm): boolean {
  return harm === 'stops' || harm === 'removes';
}

function isRemoval(harm: Harm): boolean {
  return harm === 'removes' || harm === 'evicts';
}

function isOfApps({ metadata }: V1Pod): boolean {
  return !protectedNamespaces.has(metadata?.namespace ?? '');
}

function byUid(pods: readonly V1Pod[]): Pods {
  return new Map(pods.map(pod => [pod.metadata?.uid ?? '', pod]));
}

function isPast(until: NonNullable<BlastRadius['until']>, now: Date): boolean {
  if ('instantMs' in until) return now.getTime() > until.instantMs;
  return now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds() > until.daySecond;
}
