import type { SuiteConfig } from '../scenario/suite.ts';
import type { DurationBounds } from './expected-duration.ts';
import type { ScenarioPlan } from './scenario-plan.ts';

/** What a run would do; what `plan --format json` prints. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly cluster: { readonly provider: string; readonly name: string; readonly created: boolean };
  /** Absent: none is set, a run will choose other victims. */
  readonly seed?: number;
  readonly scenarios: readonly ScenarioPlan[];
  /** Of all experiments of a run; what cluster and app need to come up is not in it. */
  readonly duration: DurationBounds & { readonly experiments: number };
  /** On a cluster that was there before: how many permissions a run needs, and those that are missing. */
  readonly permissions?: { readonly required: number; readonly missing: readonly string[] };
}

/** Whether of one of the scenarios a run would inject nothing at all, or would find nothing to hit, whenever it is made. */
export function isRefused({ scenarios, permissions }: Pick<Plan, 'scenarios' | 'permissions'>): boolean {
  return (
    scenarios.some(({ refused, inconclusive }) => refused !== undefined || inconclusive?.certain) ||
    (permissions?.missing.length ?? 0) > 0
  );
}

/** All scenarios, as often as the config runs them, with the pauses between. Pure. */
export function totalDuration(
  scenarios: readonly ScenarioPlan[],
  config: Pick<SuiteConfig, 'runs' | 'betweenRuns'>,
): Plan['duration'] {
  const { runs, betweenRuns = { minMs: 0, maxMs: 0 } } = config;
  const total = (bound: 'leastMs' | 'mostMs') => runs * scenarios.reduce((ms, { duration }) => ms + duration[bound], 0);
  return {
    experiments: runs * scenarios.length,
    leastMs: total('leastMs') + (runs - 1) * betweenRuns.minMs,
    mostMs: total('mostMs') + (runs - 1) * betweenRuns.maxMs,
  };
}
