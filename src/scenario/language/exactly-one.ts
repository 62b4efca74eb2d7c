import type { z } from 'zod';

/**
 * Checks that a map has exactly one of some keys, as PowerfulSeal's steps, matches, filters and actions have.
 * A map with a key that nobody knows is left alone: that problem is reported, and probably meant one of these.
 */
export function exactlyOne<Schema extends z.ZodObject>(schema: Schema, keys: readonly string[]): Schema {
  return schema
    .superRefine(
      (value, context) => {
        const chosen = keys.filter(key => Object.hasOwn(value as object, key));
        if (chosen.length === 1) return;
        const found = chosen.length === 0 ? 'none' : chosen.map(key => `\`${key}\``).join(' and ');
        context.addIssue({ code: 'custom', message: `exactly one of ${keys.join(', ')}`, params: { found } });
      },
      { when: isKnownMap },
    )
    .meta({ oneOf: keys.map(key => ({ required: [key] })) }) as Schema;
}

/** For checks over several keys of a map, made although one of its values is wrong: every problem is to be seen at once. */
export function isKnownMap(payload: z.core.ParsePayload): boolean {
  const isMap = typeof payload.value === 'object' && payload.value !== null && !Array.isArray(payload.value);
  return isMap && !payload.issues.some(issue => issue.code === 'unrecognized_keys' && (issue.path?.length ?? 0) === 0);
}
