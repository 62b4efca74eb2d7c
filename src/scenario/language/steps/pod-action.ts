import { z } from 'zod';
import type { PodActionStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { podActionItemSchema, toPodActionItem } from '../pods/action.ts';
import { podFilterSchema, toPodFilter } from '../pods/filter.ts';
import { podMatchSchema, toPodMatch } from '../pods/match.ts';
import { retriesSchema, toRetries } from '../pods/retries.ts';

/** Chooses pods and acts on them. */
export const podActionSchema = z
  .strictObject({
    matches: z.array(podMatchSchema).describe('The pods to start from: the union of these.'),
    filters: z.array(podFilterSchema).default([]).describe('What leaves some of them out, one after another.'),
    actions: z.array(podActionItemSchema).describe('What is done to those that are left, one after another.'),
    retries: retriesSchema.optional().describe('How often a failed attempt is made again.'),
  })
  .describe('Choose pods and act on them.');

export function toPodActionStep(parsed: z.output<typeof podActionSchema>, step: Cursor): PodActionStep {
  const inside = step.at('podAction');
  return {
    kind: 'podAction',
    at: step.position,
    matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at('matches', index))),
    filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at('filters', index))),
    actions: parsed.actions.map((action, index) => toPodActionItem(action, inside.at('actions', index))),
    retries: parsed.retries && toRetries(parsed.retries),
  };
}
