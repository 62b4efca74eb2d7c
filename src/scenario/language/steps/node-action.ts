import { z } from 'zod';
import { type NodeActionStep, nodeProperties } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { nodeActionItemSchema, toNodeActionItem } from '../nodes/action.ts';
import { nodeFilterSchema, propertySchema, toNodeFilter } from '../pods/filter.ts';
import { retriesSchema, toRetries } from '../pods/retries.ts';

const nodeMatchSchema = exactlyOne(
  z.strictObject({
    property: propertySchema(nodeProperties)
      .optional()
      .describe('By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN).'),
  }),
  ['property'],
);

/** Chooses nodes and acts on them. */
export const nodeActionSchema = z
  .strictObject({
    matches: z.array(nodeMatchSchema).describe('The nodes to start from: the union of these.'),
    filters: z.array(nodeFilterSchema).default([]).describe('What leaves some of them out, one after another.'),
    actions: z.array(nodeActionItemSchema).describe('What is done to those that are left, one after another.'),
    retries: retriesSchema.optional().describe('How often a failed attempt is made again.'),
  })
  .describe('Choose nodes and act on them.');

export function toNodeActionStep(parsed: z.output<typeof nodeActionSchema>, step: Cursor): NodeActionStep {
  const inside = step.at('nodeAction');
  return {
    kind: 'nodeAction',
    at: step.position,
    matches: parsed.matches.flatMap(({ property }, index) =>
      property ? [{ kind: 'property' as const, at: inside.at('matches', index).position, ...property }] : [],
    ),
    filters: parsed.filters.map((filter, index) => toNodeFilter(filter, inside.at('filters', index))),
    actions: parsed.actions.map((action, index) => toNodeActionItem(action, inside.at('actions', index))),
    retries: parsed.retries && toRetries(parsed.retries),
  };
}
