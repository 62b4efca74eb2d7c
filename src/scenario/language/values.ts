import { z } from 'zod';
import { durationExpected, durationPattern, formatDuration, longestDurationMs, parseDuration } from '../duration.ts';

type BareUnit = 'seconds' | 'milliseconds';

/**
 * A duration; a bare number counts in the unit that PowerfulSeal uses at this place. Comes out in milliseconds.
 * `least` is the smallest that makes sense, in milliseconds.
 */
export function duration(bare: BareUnit, least = 0) {
  const range = `${least > 0 ? `at least ${formatDuration(least)} and ` : ''}at most a week`;
  const expected = `${durationExpected} of ${range} (a bare number counts ${bare})`;
  const unitMs = bare === 'seconds' ? 1000 : 1;
  return z
    .union([z.number(), z.string()], { error: expected })
    .meta({
      pattern: durationPattern,
      minLength: 2,
      minimum: least / unitMs,
      maximum: longestDurationMs / unitMs,
      examples: bare === 'seconds' ? ['10s', '1m30s'] : ['250ms', '1s'],
    })
    .transform((value, context) => {
      const ms = typeof value === 'string' ? parseDuration(value) : value * unitMs;
      if (ms !== undefined && ms >= least && ms <= longestDurationMs) return ms;
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    });
}

/** Says how a map looks, to somebody who wrote something else in its place. */
export function mapLike(example: string): { error: (issue: z.core.$ZodRawIssue) => string | undefined } {
  return { error: issue => (issue.code === 'invalid_type' ? `a map such as ${example}` : undefined) };
}

export const wholeNumber = () =>
  z.int({ error: issue => (issue.code === 'invalid_type' ? 'a whole number' : undefined) });

/** Text that is not empty. */
export const text = () => z.string().min(1);

/** A probability or a ratio, between 0 and 1 as PowerfulSeal has it. */
export const probability = () =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ examples: [0.5] });

/** A DNS label as Kubernetes names namespaces. */
export const namespaceName = () =>
  z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'the name of a namespace: a-z, 0-9 and -, at most 63 characters')
    .describe('Namespace.')
    .meta({ examples: ['shop'] });

/** The name of a Kubernetes object (an RFC 1123 subdomain). */
export const objectName = () =>
  z
    .string()
    .max(253)
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      'the name of an object: a-z, 0-9, - and .',
    )
    .describe('Name of the object.')
    .meta({ examples: ['front'] });

export const port = () =>
  wholeNumber()
    .min(1)
    .max(65535)
    .describe('Port.')
    .meta({ examples: [8080] });
