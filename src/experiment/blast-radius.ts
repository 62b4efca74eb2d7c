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

/** Counts the pods that an experiment hits, against the limit that its scenario sets. */
export interface RadiusGuard {
  /** Adds pods to what is hit; a pod hit twice counts once. Throws BlastRadiusExceeded instead of going beyond the limit. */
  claim(pods: readonly V1Pod[]): void;
  readonly used: number;
  /** undefined: the scenario sets no limit. */
  readonly allowed: number | undefined;
}

/**
 * `matched` is how many pods the scenario's matches find; a share of it is rounded down, so that a limit
 * never allows more than was written.
 */
export function guardRadius(scenario: Scenario, matched: number): RadiusGuard {
  const radius = scenario.blastRadius;
  const allowed = allowedPods(radius, matched);
  const hit = new Set<string>();
  return {
    get used() {
      return hit.size;
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

function allowedPods(radius: BlastRadius | undefined, matched: number): number | undefined {
  if (!radius?.pods) return undefined;
  return 'count' in radius.pods ? radius.pods.count : Math.floor(matched * radius.pods.share + 1e-9);
}
