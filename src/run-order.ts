import { createRandom } from './experiment/random.ts';
import type { RunStarted } from './journal/event.ts';
import type { Scenario, SuiteConfig } from './scenario/suite.ts';

/** One experiment that a run is going to make. */
export interface PlannedExperiment {
  readonly name: string;
  readonly scenario: Scenario;
  /** Which pass over the list of scenarios it belongs to, from 0. */
  readonly run: number;
}

/**
 * Every experiment of a run, in its order: `runs` passes over all scenarios, each in the order of the files, or shuffled
 * by the seed (`random`), so that the same seed gives the same order.
 */
export function orderExperiments(
  scenarios: readonly Scenario[],
  { runs, strategy }: Pick<SuiteConfig, 'runs' | 'strategy'>,
  seed: number,
): PlannedExperiment[] {
  return Array.from({ length: runs }, (_, run) => {
    const order = strategy === 'random' ? shuffle(scenarios, seed, run) : scenarios;
    return order.map(scenario => ({
      name: runs > 1 ? `${scenario.name} (run ${run + 1})` : scenario.name,
      scenario,
      run,
    }));
  }).flat();
}

/** The pause before a run, in milliseconds, by the seed; none before the first. */
export function pauseBefore(run: number, { betweenRuns }: Pick<SuiteConfig, 'betweenRuns'>, seed: number): number {
  if (run === 0 || !betweenRuns) return 0;
  const { minMs, maxMs } = betweenRuns;
  return minMs + createRandom(seed, 'pause between runs', run).next() * (maxMs - minMs);
}

/** As the journal announces them. */
export function announceExperiments(planned: readonly PlannedExperiment[]): RunStarted['experiments'] {
  return planned.map(({ name, scenario: { at } }) => ({ name, at }));
}

/** Fisher and Yates. */
function shuffle(scenarios: readonly Scenario[], seed: number, run: number): Scenario[] {
  const random = createRandom(seed, 'order of scenarios', run);
  const shuffled = [...scenarios];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random.next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Scenario, shuffled[last] as Scenario];
  }
  return shuffled;
}
