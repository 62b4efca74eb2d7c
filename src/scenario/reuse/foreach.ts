import { type Foreach, foreachSchema } from '../language/foreach.ts';
import type { Scalar } from './plain-scalar.ts';

export type PlainMap = Record<string, unknown>;

/** A value for each variable of a `foreach:`. */
export type Round = Readonly<Record<string, Scalar>>;

/** What a `foreach:` says; undefined when it cannot be read: then the schema says why. */
export function foreachOf(value: unknown): Foreach | undefined {
  const parsed = foreachSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** How many rounds there are: the product of the lists. */
export function countRounds(foreach: Foreach): number {
  return Object.values(foreach).reduce((product, values) => product * values.length, 1);
}

/** Every combination, the last variable changing fastest. */
export function roundsOf(foreach: Foreach): Round[] {
  return Object.entries(foreach).reduce<Round[]>(
    (rounds, [name, values]) => rounds.flatMap(round => values.map(value => ({ ...round, [name]: value }))),
    [{}],
  );
}

/** Gives scenarios that were made of one names of their own: those that came out alike are told apart by their values. */
export function nameApart(made: readonly PlainMap[], rounds: readonly Round[]): void {
  const alike = new Set(made.map(({ name }) => name)).size < made.length;
  if (!alike) return;
  for (const [index, scenario] of made.entries())
    if (typeof scenario.name === 'string')
      scenario.name = `${scenario.name} (${Object.values(rounds[index] ?? {}).join(', ')})`;
}
