import {
  type Comparison,
  compareRuns,
  createFiguresFold,
  defaultComparison,
  type RunFigures,
} from '../../src/compare/index.ts';
import type { ExperimentStarted, JournalEvent } from '../../src/journal/event.ts';
import { journalOf, type ProbeWish } from '../judge/journal-builder.ts';

export function figuresOf(events: readonly JournalEvent[]): RunFigures {
  const fold = createFiguresFold();
  for (const event of events) fold.add(event);
  return fold.figures();
}

export function compare(base: readonly JournalEvent[], head: readonly JournalEvent[]): Comparison {
  return compareRuns(figuresOf(base), figuresOf(head), defaultComparison);
}

/** A run whose probe looks every 10 ms: 700 samples under fault. */
export function runSeeing(see: NonNullable<ProbeWish['see']>, everyMs = 10): JournalEvent[] {
  return journalOf({ probes: [{ everyMs, see, tolerances: ['success >= 1%'] }] });
}

/** A run whose probe counts 3 pods, and this many under fault, where at least 2 are wanted; its samples never fail. */
export function runCounting(
  pods: number,
  started: Partial<ExperimentStarted> = {},
  tolerances = ['value >= 2'],
): JournalEvent[] {
  const see: ProbeWish['see'] = t => ({ ms: 5, v: t > 2500 && t < 3000 ? pods : 3 });
  return journalOf({ probes: [{ kind: 'probeKubernetes', everyMs: 10, see, tolerances }], started });
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (D. H. Lehmer's generator). */
export function randomOf(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
