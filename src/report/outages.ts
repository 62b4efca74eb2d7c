import { type ExperimentRecord, visitOutages } from '../judge/index.ts';
import { outcomeCodes } from '../judge/sample-series.ts';
import { viewBetween } from '../judge/sample-view.ts';

/** A run of failure of one probe, over all phases. Times count from the run's start. */
export interface ProbeOutage {
  /** Index into the experiment's steady state. */
  readonly probe: number;
  readonly startT: number;
  readonly endT: number;
  /** How many samples failed, and why the first one did. */
  readonly failed: number;
  readonly why?: string;
}

/** Of each probe: a hostile app may fail with every second sample. */
const maxOutages = 50;

/** The longest outages of every probe of an experiment, in the order of time. */
export function outagesOf({ started, series, lastT }: ExperimentRecord): ProbeOutage[] {
  return started.steadyState
    .flatMap(({ everyMs }, probe) => {
      const samples = series[probe]!;
      const lastSample = samples.length - 1;
      const openEnd = (samples.outcomes[lastSample] ?? 0) !== outcomeCodes.ok;
      let found: ProbeOutage[] = [];
      const keepLongest = () => {
        found = found.sort((a, b) => b.endT - b.startT - (a.endT - a.startT)).slice(0, maxOutages);
      };
      const all = viewBetween(samples, 0, Number.POSITIVE_INFINITY, everyMs);
      visitOutages(all, 'left-out', ({ first, failed, startT, endT }) => {
        const cause = samples.whys[first]!;
        // One that goes on to the last sample is over when the journal is.
        const until = openEnd && endT >= samples.times[lastSample]! ? lastT : endT;
        const why = cause >= 0 ? { why: samples.causes.textOf(cause) } : {};
        found.push({ probe, startT, endT: until, failed, ...why });
        if (found.length >= 2 * maxOutages) keepLongest();
      });
      keepLongest();
      return found;
    })
    .sort((a, b) => a.startT - b.startT || a.probe - b.probe);
}
