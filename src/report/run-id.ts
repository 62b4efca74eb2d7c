import type { RunResult } from '../judge/run-result.ts';
import { fingerprint } from './fingerprint.ts';

/** 32 hexadecimal digits that name a run: made of what its journal says first and last, so the same each time it is read. */
export function runId({ startedAt, durationMs, seed, cluster, experiments }: RunResult): string {
  const names = experiments.map(({ name, file }) => [name, file]);
  return fingerprint(startedAt, String(durationMs), String(seed), cluster?.name ?? '', JSON.stringify(names));
}
