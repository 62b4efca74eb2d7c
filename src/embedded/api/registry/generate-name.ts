import { randomInt } from 'node:crypto';

/** No vowels and no look-alikes, so that no words come out (apimachinery, util/rand). */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const NAME_LIMIT = 63;

/** A name that begins with `base` (cut so that the whole fits) and ends with five random characters. */
export function generateName(base: string): string {
  return base.slice(0, NAME_LIMIT - SUFFIX_LENGTH) + randomSuffix();
}

export function randomSuffix(): string {
  return Array.from({ length: SUFFIX_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
