import { z } from 'zod';
import { parseQuantity } from '../quantity.ts';

/** An amount of memory or storage as Kubernetes writes it; comes out in bytes. `least` is the smallest that makes sense: `1Mi`. */
export function byteAmount(least: string) {
  const expected = `an amount of at least ${least}, such as \`64Mi\``;
  const leastBytes = parseQuantity(least) ?? 0;
  return z
    .string({ error: expected })
    .meta({ examples: ['64Mi'] })
    .transform((value, context) => {
      const parsed = parseQuantity(value);
      if (parsed !== undefined && parsed >= leastBytes) return Math.floor(parsed);
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    });
}
