import { z } from 'zod';
import { prefixPattern } from '../../selection-filters.ts';
import { type NodeFilter, nodeProperties, type PodFilter, type SelectionFilter } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { mapLike, probability, wholeNumber } from '../values.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const timeOfDay = () =>
  z
    .strictObject(
      {
        hour: wholeNumber().min(0).max(23),
        minute: wholeNumber().min(0).max(59),
        second: wholeNumber().min(0).max(59),
      },
      mapLike('{ hour: 10, minute: 0, second: 0 }'),
    )
    .meta({ examples: [{ hour: 10, minute: 0, second: 0 }] });

/** A pattern that is matched as a prefix, ignoring case. */
export const prefix = () => z.string().refine(isPrefix, 'a regular expression');

function isPrefix(value: string): boolean {
  try {
    prefixPattern(value);
    return true;
  } catch {
    return false;
  }
}

/** What has a property: a match of nodes, and a filter of everything. */
export function propertySchema<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.strictObject({
    name: z.enum(names),
    value: z
      .union([prefix(), z.array(prefix()).min(1)], { error: 'a regular expression, or a list of them' })
      .describe('Regular expression that the beginning has to match, ignoring case; of a list, one.'),
    negative: z.boolean().default(false).describe('Keep those that do not match.'),
  });
}

/** The filters that know nothing of what they choose from. */
const commonFilters = {
  dayTime: z
    .strictObject({
      onlyDays: z.array(z.enum(weekdays)).describe('Empty: any day.'),
      startTime: timeOfDay(),
      endTime: timeOfDay(),
    })
    .optional()
    .describe('All pods at these times (local, both ends included), none at others.'),
  randomSample: z
    .strictObject({
      size: z
        .number()
        .min(1)
        .transform(Math.floor)
        .optional()
        .describe('So many pods; all of them when there are fewer. Wins over `ratio`.'),
      ratio: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('This share of the pods, rounded down, but at least one: 0.3 of 3 pods is 1.'),
    })
    .optional()
    .describe('Some pods, chosen by the seed; without `size` and `ratio` none.'),
  probability: probability().optional().describe('All pods with this probability, else none.'),
};

const filterKeys = ['property', 'dayTime', 'randomSample', 'probability'];

/** One of `filters:` of a podAction, applied in the order of the file. */
export const podFilterSchema = exactlyOne(
  z.strictObject({
    property: propertySchema(['name', 'state'])
      .optional()
      .describe("By a pod's name or state (its phase, `Terminating`, or what its containers wait for)."),
    ...commonFilters,
  }),
  filterKeys,
);

/** One of `filters:` of a nodeAction. */
export const nodeFilterSchema = exactlyOne(
  z.strictObject({
    property: propertySchema(nodeProperties)
      .optional()
      .describe('By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN).'),
    ...commonFilters,
  }),
  filterKeys,
);

export function toPodFilter(parsed: z.output<typeof podFilterSchema>, cursor: Cursor): PodFilter {
  if (parsed.property) return { kind: 'property', at: cursor.position, ...parsed.property };
  return toCommonFilter(parsed, cursor);
}

export function toNodeFilter(parsed: z.output<typeof nodeFilterSchema>, cursor: Cursor): NodeFilter {
  if (parsed.property) return { kind: 'property', at: cursor.position, ...parsed.property };
  return toCommonFilter(parsed, cursor);
}

function toCommonFilter(
  parsed: Omit<z.output<typeof podFilterSchema>, 'property'>,
  cursor: Cursor,
): Exclude<SelectionFilter<never>, { kind: 'property' }> {
  const at = cursor.position;
  if (parsed.randomSample) return { kind: 'randomSample', at, ...parsed.randomSample };
  if (parsed.dayTime) {
    const { onlyDays, startTime, endTime } = parsed.dayTime;
    return { kind: 'dayTime', at, onlyDays, startSecond: secondOfDay(startTime), endSecond: secondOfDay(endTime) };
  }
  return { kind: 'probability', at, probability: parsed.probability ?? 1 };
}

function secondOfDay(time: { hour: number; minute: number; second: number }): number {
  return time.hour * 3600 + time.minute * 60 + time.second;
}
