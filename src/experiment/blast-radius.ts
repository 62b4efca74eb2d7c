import type { V1Pod } from '@kubernetes/client-node';
import type { Position } from '../errors.ts';
import { qualifiedWorkloadOf } from '../kubernetes/pod-workload.ts';
import type { BlastRadius, Scenario } from '../scenario/suite.ts';
import type { Surroundings } from './surroundings.ts';

/** A fault would have gone beyond what the scenario allows. Nothing more is injected. */
export class BlastRadiusExceeded extends Error {
  override readonly name = 'BlastRadiusExceeded';
  readonly at: Position | undefined;
  constructor(message: string, at?: Position) {
    super(message);
    this.at = at;
  }
}

/** Counts the pods and nodes that an experiment hits, against the limits that its scenario sets. */
export interface RadiusGuard {
  /**
   * Adds pods to what is hit; a pod hit twice counts once. `removes`: the pods themselves go, so that somebody has to
   * replace them and their PodDisruptionBudgets have to allow it. Throws BlastRadiusExceeded instead of going beyond a limit.
   */
  claim(pods: readonly V1Pod[], removes?: boolean): void;
  /** The same for nodes, by name. */
  claimNodes(nodes: readonly string[]): void;
  /** What is changed there, besides pods: a `kubectl` step's objects. */
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

/** A share is rounded down, so that a limit never allows more than was written. */
export function guardRadius(scenario: Scenario, scope: RadiusScope): RadiusGuard {
  const radius = scenario.blastRadius;
  const { matched, matchedNodes = 0, surroundings, legacy = false, now = () => new Date() } = scope;
  const allowed = limitOf(radius?.pods, matched);
  const allowedNodes = limitOf(radius?.nodes, matchedNodes);
  const hit = new Map<string, V1Pod>();
  const hitNodes = new Set<string>();
  const refuse = (message: string): never => {
    throw new BlastRadiusExceeded(message, radius?.at ?? scenario.at);
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
  const checkWorkloads = (after: readonly V1Pod[]) => {
    for (const [workload, pods] of Map.groupBy(after, qualifiedWorkloadOf)) {
      const { pods: all = pods.length, ready = pods.length } = surroundings?.workloads.get(workload) ?? {};
      const most = limitOf(radius?.perOwner, all);
      if (most !== undefined && pods.length > most)
        refuse(
          `the faults would hit ${pods.length} of ${all} pods of ${workload}, the blast radius allows ${most} of one owner`,
        );
      const least = radius?.minAvailable && leastOf(radius.minAvailable, all);
      if (least !== undefined && ready - pods.length < least)
        refuse(
          `the faults would leave ${Math.max(0, ready - pods.length)} of ${ready} ready pods of ${workload} alone, the blast radius wants ${least} available`,
        );
    }
  };
  const checkRemoval = (removed: readonly V1Pod[], after: ReadonlyMap<string, V1Pod>) => {
    if (legacy) return;
    const bare = removed.find(pod => !pod.metadata?.ownerReferences?.some(reference => reference.controller));
    if (bare && !radius?.barePods)
      refuse(`pod ${nameOf(bare)} has no owner that would replace it; \`blastRadius: { barePods: true }\` allows it`);
    if (radius?.overrideBudgets) return;
    for (const { name, disruptionsAllowed, covered } of surroundings?.budgets ?? []) {
      const disrupted = [...after.keys()].filter(uid => covered.has(uid)).length;
      if (removed.some(pod => covered.has(uidOf(pod))) && disrupted > disruptionsAllowed)
        refuse(
          `the faults would hit ${disrupted} pods of PodDisruptionBudget ${name}, which allows ${disruptionsAllowed}; \`blastRadius: { overrideBudgets: true }\` goes beyond it`,
        );
    }
  };

  return {
    get used() {
      return hit.size;
    },
    get usedNodes() {
      return hitNodes.size;
    },
    allowed,
    claim(pods, removes = false) {
      if (pods.length === 0) return;
      checkTime();
      for (const pod of pods) checkNamespace(pod.metadata?.namespace ?? '', `pod ${nameOf(pod)}`);
      const after = new Map([...hit, ...pods.map(pod => [uidOf(pod), pod] as const)]);
      if (allowed !== undefined && after.size > allowed)
        refuse(`the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`);
      checkWorkloads([...after.values()]);
      if (removes) checkRemoval(pods, after);
      for (const [uid, pod] of after) hit.set(uid, pod);
    },
    claimNodes(nodes) {
      if (nodes.length === 0) return;
      checkTime();
      const after = new Set([...hitNodes, ...nodes]);
      if (allowedNodes !== undefined && after.size > allowedNodes)
        refuse(
          `the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`,
        );
      for (const node of after) hitNodes.add(node);
    },
    claimNamespaces(namespaces) {
      if (namespaces.length === 0) return;
      checkTime();
      for (const namespace of namespaces) checkNamespace(namespace, 'what a kubectl step changes');
    },
  };
}

type Limit = BlastRadius['pods'];

function limitOf(limit: Limit, of: number): number | undefined {
  if (!limit) return undefined;
  return 'count' in limit ? limit.count : Math.floor(of * limit.share + 1e-9);
}

/** A share that has to be left is rounded up, as Kubernetes rounds minAvailable. */
function leastOf(limit: NonNullable<Limit>, of: number): number {
  return 'count' in limit ? limit.count : Math.ceil(of * limit.share - 1e-9);
}

function isPast(until: NonNullable<BlastRadius['until']>, now: Date): boolean {
  if ('instantMs' in until) return now.getTime() > until.instantMs;
  return now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds() > until.daySecond;
}

function nameOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

function uidOf({ metadata }: V1Pod): string {
  return metadata?.uid ?? '';
}
