import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a server of the test app behaves from one start to the next. */
export interface Behaviour {
  readonly status?: number;
  readonly body?: string;
  readonly latencyMs?: number;
  /** Every n-th request is answered with 500. */
  readonly failEvery?: number;
  /** Accepts requests and never answers. */
  readonly hang?: boolean;
  /** Never passes its readiness probe. */
  readonly unready?: boolean;
  /** Begins to listen only after this time. */
  readonly startMs?: number;
  /** Ends with this code as soon as it starts. */
  readonly exit?: number;
}

/** Tells every start of a server of the test app how to behave: the n-th start in the cluster, counted from 0. */
export interface Oracle {
  /** A folder: `behaviours.json`, and below `starts` an empty folder for each start, made by the server that took that number. */
  readonly path: string;
  readonly starts: () => number;
}

/** More starts than any test sees; later ones behave like the last. */
const plannedStarts = 40;

/**
 * Makes an oracle below `folder`. It is no server, because a container of the embedded cluster does not reach this machine's loopback;
 * its files it does reach, but for those below /tmp.
 */
export function openOracle(folder: string, behave: (start: number) => Behaviour): Oracle {
  const path = join(folder, 'oracle');
  mkdirSync(join(path, 'starts'), { recursive: true });
  const behaviours = Array.from({ length: plannedStarts }, (_, start) => behave(start));
  writeFileSync(join(path, 'behaviours.json'), JSON.stringify(behaviours));
  return { path, starts: () => readdirSync(join(path, 'starts')).length };
}
