import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of numbers in [0, 1) that repeats itself exactly for the same seed. */
export interface Random {
  next(): number;
}

/**
 * A generator for one purpose (a scenario's third step, say). Each purpose has its own stream, so that
 * a change in one step never changes the victims of another.
 */
export function createRandom(seed: number, ...purpose: readonly (string | number)[]): Random {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest();
  const generator = xoroshiro128plus(digest.readInt32LE(0));
  return { next: () => uniformFloat64(generator) };
}
