import { z } from 'zod';
import { type NodeFilter, nodeProperties, type PodFilter, type SelectionFilter } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { mapLike, probability, text, wholeNumber } from '../values.ts';

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

/** Whether a property's value is a pattern that can be matched as a prefix, ignoring case. */
function isPattern(value: string): boolean {
  try {
    new RegExp(`^(?:${value})`, 'i');
    return true;
  } catch {
    return false;
  }
}
const pattern = () => text().refine(isPattern, 'a regular expression');

/** What has a property: a match of nodes, and a filter of everything. */
export function propertySchema<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.strictObject({
    name: z.enum(names),
    value: z
      .union([pattern(), z.array(pattern()).min(1)], { error: 'a regular expression, or a list of them' })
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
  randomSample: exactlyOne(
    z.strictObject({
      size: wholeNumber().min(1).optional().describe('So many pods; all of them when there are fewer.'),
      ratio: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('This share of the pods, rounded down, but at least one: 0.3 of 3 pods is 1.'),
    }),
    ['size', 'ratio'],
  )
    .optional()
    .describe('Some pods, chosen by the seed.'),
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
