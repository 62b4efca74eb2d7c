import type { V1Pod } from '@kubernetes/client-node';
import type { FaultSpec } from '../faults/index.ts';
import type { LastingStep } from '../scenario/suite.ts';
import type { Harm } from './blast-radius.ts';

/** What an action does to the pods that it is done to. A pod of `restartPolicy: Never` does not come back from a crash. Pure. */
export function harmOfAction({ kind }: Pick<FaultSpec, 'kind'>, pods: readonly V1Pod[]): Harm {
  if (kind === 'kill') return 'removes';
  return pods.some(({ spec }) => spec?.restartPolicy === 'Never') ? 'removes' : 'stops';
}

/** What a fault that lasts does to its pods: frozen, or cut off from everybody, they serve nobody. Pure. */
export function harmOfStep(step: LastingStep): Harm {
  if (step.kind === 'processAction') return step.fault.kind === 'pause' ? 'stops' : 'disturbs';
  if (step.kind !== 'networkAction') return 'disturbs';
  const { effect, peers, port } = step;
  const isCut = effect.kind === 'partition' || effect.kind === 'refuse';
  return isCut && peers.kind === 'everybody' && port === undefined ? 'stops' : 'disturbs';
}
