import { z } from 'zod';
import type { PodChoice } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { podFilterSchema, toPodFilter } from './filter.ts';
import { podMatchSchema, toPodMatch } from './match.ts';

/** The keys of steps that choose pods as a podAction does. */
export const podChoice = {
  matches: z.array(podMatchSchema).min(1).describe('The pods to start from: the union of these.'),
  filters: z.array(podFilterSchema).default([]).describe('What leaves some of them out, one after another.'),
};

export function toPodChoice(
  parsed: {
    readonly matches: readonly z.output<typeof podMatchSchema>[];
    readonly filters: readonly z.output<typeof podFilterSchema>[];
  },
  inside: Cursor,
): PodChoice {
  return {
    matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at('matches', index))),
    filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at('filters', index))),
  };
}
