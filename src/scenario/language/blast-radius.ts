import { z } from 'zod';
import { parseShare } from '../share.ts';
import type { BlastRadius } from '../suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { mapLike, namespaceName, wholeNumber } from './values.ts';

/** A number of things, or a share of those that the steps' matches find. */
function limit(things: 'pods' | 'nodes') {
  const expected = `a number of ${things}, or a share such as "50%"`;
  return z
    .union([wholeNumber().min(1), z.string()], { error: expected })
    .transform((value, context): NonNullable<BlastRadius['pods']> => {
      if (typeof value === 'number') return { count: value };
      const share = value.endsWith('%') ? parseShare(value) : undefined;
      if (share !== undefined && share > 0) return { share };
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    })
    .optional();
}

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
      .describe('Only pods of these namespaces.')
      .meta({ examples: [['shop']] }),
    nodes: limit('nodes')
      .describe("At most so many nodes, or this share of the nodes that the steps' matches find.")
      .meta({ examples: [1, '50%'] }),
  },
  mapLike('{ pods: "50%", namespaces: [shop] }'),
);

/** With its position. */
export function toBlastRadius(parsed: z.output<typeof blastRadiusSchema>, at: Cursor): BlastRadius {
  return { at: at.keyPosition, ...parsed };
}
