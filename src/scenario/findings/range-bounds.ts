import type { Operator } from '../suite.ts';

type OfRange = Readonly<Record<Operator, (value: number, least: number, most: number) => boolean>>;

/** Whether everything between `least` and `most` meets a bound. */
export const neverFails: OfRange = {
  '>=': (value, least) => value <= least,
  '>': (value, least) => value < least,
  '<=': (value, _, most) => value >= most,
  '<': (value, _, most) => value > most,
  '==': () => false,
};

/** Whether nothing between `least` and `most` meets a bound. */
export const neverHolds: OfRange = {
  '>=': (value, _, most) => value > most,
  '>': (value, _, most) => value >= most,
  '<=': (value, least) => value < least,
  '<': (value, least) => value <= least,
  '==': (value, least, most) => value < least || value > most,
};
