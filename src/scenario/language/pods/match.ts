import { z } from 'zod';
import { parseLabelSelector } from '../../pods/label-selector.ts';
import type { PodMatch } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { objectName } from '../values.ts';

const namespacePattern = () =>
  z
    .string()
    .regex(
      /^$|^[a-z0-9*?][-a-z0-9*?.]*(\s*,\s*[a-z0-9*?][-a-z0-9*?.]*)*$/i,
      'a namespace, a comma-separated list of them, `*` for all, or a pattern such as `team-*`',
    )
    .describe(
      'A namespace, a comma-separated list, `*` (or empty) for all, or a pattern with `*`, matched as a whole.',
    );

const labelSelector = () =>
  z
    .string()
    .refine(
      selector => parseLabelSelector(selector) !== undefined,
      'a label selector such as `app=web,tier!=cache` or `env in (dev,test)`',
    )
    .describe('A label selector as kubectl takes it; empty selects every pod.')
    .meta({ examples: ['app=web'] });

/** One of `matches:`; their union is the set that the filters start from. */
export const podMatchSchema = exactlyOne(
  z.strictObject({
    namespace: namespacePattern().optional().describe('Every pod of a namespace.'),
    deployment: z
      .strictObject({ name: objectName(), namespace: namespacePattern() })
      .optional()
      .describe('The pods of a Deployment.'),
    labels: z
      .strictObject({ selector: labelSelector(), namespace: namespacePattern() })
      .optional()
      .describe('The pods with these labels.'),
  }),
  ['namespace', 'deployment', 'labels'],
);

export function toPodMatch(parsed: z.output<typeof podMatchSchema>, at: Cursor): PodMatch {
  if (parsed.deployment) return { kind: 'deployment', at: at.position, ...parsed.deployment };
  if (parsed.labels) return { kind: 'labels', at: at.position, ...parsed.labels };
  return { kind: 'namespace', at: at.position, namespace: parsed.namespace ?? '' };
}
