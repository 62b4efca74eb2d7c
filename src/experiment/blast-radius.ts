import type { V1Pod } from '@kubernetes/client-node';
import type { Position } from '../errors.ts';
import type { BlastRadius, Scenario } from '../scenario/suite.ts';

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
  /** Adds pods to what is hit; a pod hit twice counts once. Throws BlastRadiusExceeded instead of going beyond the limit. */
  claim(pods: readonly V1Pod[]): void;
  /** The same for nodes, by name. */
  claimNodes(nodes: readonly string[]): void;
  readonly used: number;
  readonly usedNodes: number;
  /** undefined: the scenario sets no limit. */
  readonly allowed: number | undefined;
}

/**
 * `matched` is how many pods (and nodes) the scenario's matches find; a share of it is rounded down, so that a limit
 * never allows more than was written.
 */
export function guardRadius(scenario: Scenario, matched: number, matchedNodes = 0): RadiusGuard {
  const radius = scenario.blastRadius;
  const allowed = allowedOf(radius?.pods, matched);
  const allowedNodes = allowedOf(radius?.nodes, matchedNodes);
  const hit = new Set<string>();
  const hitNodes = new Set<string>();
  return {
    get used() {
      return hit.size;
    },
    get usedNodes() {
      return hitNodes.size;
    },
    claimNodes(nodes) {
      const after = new Set([...hitNodes, ...nodes]);
      if (allowedNodes !== undefined && after.size > allowedNodes)
        throw new BlastRadiusExceeded(
          `the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`,
          radius?.at,
        );
      for (const node of after) hitNodes.add(node);
    },
    allowed,
    claim(pods) {
      for (const pod of pods) {
        const { namespace = '', name = '' } = pod.metadata ?? {};
        if (radius?.namespaces && !radius.namespaces.includes(namespace))
          throw new BlastRadiusExceeded(
            `pod ${namespace}/${name} is outside the blast radius: found namespace ${namespace}, expected one of ${radius.namespaces.join(', ')}`,
            radius.at,
          );
      }
      const after = new Set([...hit, ...pods.map(pod => pod.metadata?.uid ?? '')]);
      if (allowed !== undefined && after.size > allowed)
        throw new BlastRadiusExceeded(
          `the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`,
          radius?.at,
        );
      for (const uid of after) hit.add(uid);
    },
  };
}

function allowedOf(limit: BlastRadius['pods'], matched: number): number | undefined {
  if (!limit) return undefined;
  return 'count' in limit ? limit.count : Math.floor(matched * limit.share + 1e-9);
}
