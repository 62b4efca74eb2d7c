import type { RunResult } from '../judge/run-result.ts';
import type { ExperimentDigest } from './digest.ts';
import type { ProbeOutage } from './outages.ts';

/** A file that a run leaves behind. Rendering is pure: the same journal, the same bytes. */
export interface Report {
  /** Its name in the output folder. */
  readonly file: string;
  render(input: ReportInput): string;
}

/** What every report is made of: the verdict, and what a page shows besides. All of it comes from the journal alone. */
export interface ReportInput {
  readonly result: RunResult;
  /** Warnings and notices, the first ones. */
  readonly remarks: readonly string[];
  /** One for each of the result's experiments; undefined for those that never began. */
  readonly digests: readonly (ExperimentDigest | undefined)[];
  /** One list for each of the result's experiments: the longest outages of its probes, in the order of time. */
  readonly outages: readonly (readonly ProbeOutage[])[];
}
