import { z } from 'zod';
import { parseShare } from '../share.ts';
import type { BlastRadius } from '../suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { mapLike, namespaceName, wholeNumber } from './values.ts';

/** A number of things, or a share of those that the steps' matches find. */
function limit(things: 'pods' | 'nodes') {
  const expected = `a number of ${things}, or a share such as "50%"`;
  return z
    .union([wholeNumber().min(1), z.string().meta({ pattern: '^(?!0+(?:\\.0+)?\\s*%)[\\d.]+\\s*%$' })], {
      error: expected,
    })
    .transform((value, context): NonNullable<BlastRadius['pods']> => {
      if (typeof value === 'number') return { count: value };
      const share = value.endsWith('%') ? parseShare(value) : undefined;
      if (share !== undefined && share > 0) return { share };
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    })
    .optional();
}

const daySecond = (text: string): number | undefined => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : undefined;
};

/** `16:00`, or an RFC 3339 instant. */
const until = z.string().transform((text, context): NonNullable<BlastRadius['until']> => {
  const second = daySecond(text);
  if (second !== undefined) return { daySecond: second };
  const instantMs = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instantMs)) return { instantMs };
  context.addIssue({
    code: 'custom',
    message: 'a time of day such as "16:00", or an instant such as "2027-01-31T16:00:00Z"',
  });
  return z.NEVER;
});

/** Upper bounds of what a scenario may touch, checked against the live cluster before the first injection. */
export const blastRadiusSchema = z.strictObject(
  {
    pods: limit('pods')
      .describe("At most so many pods, or this share of the pods that the steps' matches find.")
      .meta({ examples: ['50%', 2] }),
    namespaces: z
      .array(namespaceName())
      .min(1)
      .optional()
      .describe('Only pods of these namespaces, and only there what steps change besides.')
      .meta({ examples: [['shop']] }),
    nodes: limit('nodes')
      .describe("At most so many nodes, or this share of the nodes that the steps' matches find.")
      .meta({ examples: [1, '50%'] }),
    minAvailable: limit('pods')
      .describe('So many ready pods of each targeted workload, or this share of them, are left alone.')
      .meta({ examples: [1, '50%'] }),
    perOwner: limit('pods')
      .describe('At most so many pods of one workload, or this share of them, are hit.')
      .meta({ examples: [1] }),
    until: until
      .optional()
      .describe('Nothing is injected after this local time of day, or this instant.')
      .meta({ examples: ['16:00'] }),
    barePods: z.boolean().optional().describe('Allow faults on pods that nobody would replace. Default: false.'),
    overrideBudgets: z
      .boolean()
      .optional()
      .describe('Allow faults that PodDisruptionBudgets would not allow. Default: false.'),
    collateral: z
      .enum(['refute', 'ignore'])
      .optional()
      .describe('Whether harm to workloads that were not targeted refutes. Default: refute.'),
  },
  mapLike('{ pods: "50%", namespaces: [shop] }'),
);

/** With its position. */
export function toBlastRadius(parsed: z.output<typeof blastRadiusSchema>, at: Cursor): BlastRadius {
  return { at: at.keyPosition, ...parsed };
}
