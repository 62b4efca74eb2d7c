import { z } from 'zod';
import { parseLabelSelector } from '../../pods/label-selector.ts';
import { isNamespacePattern } from '../../pods/namespace-pattern.ts';
import type { PodMatch } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { objectName } from '../values.ts';

const namespacePattern = () =>
  z
    .string()
    .refine(
      isNamespacePattern,
      'a namespace, a comma-separated list of them, `*` for all, or a pattern such as `team-*` or `team-(a|b).*`',
    )
    .describe(
      'A namespace, a comma-separated list, `*` (or empty) for all, or a pattern with `*`, matched as a whole: `*` stands for any characters, unless it is part of a regular expression.',
    )
    .meta({ examples: ['shop', 'team-*'] });

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
    sealLabels: z
      .strictObject({ namespace: namespacePattern() })
      .optional()
      .describe(
        "The pods that opted in by PowerfulSeal's labels or annotations: seal/enabled, at the times of seal/days, seal/start-time and seal/end-time, with seal/kill-probability.",
      ),
  }),
  ['namespace', 'deployment', 'labels', 'sealLabels'],
);

export function toPodMatch(parsed: z.output<typeof podMatchSchema>, at: Cursor): PodMatch {
  if (parsed.deployment) return { kind: 'deployment', at: at.position, ...parsed.deployment };
  if (parsed.labels) return { kind: 'labels', at: at.position, ...parsed.labels };
  if (parsed.sealLabels) return { kind: 'sealLabels', at: at.position, ...parsed.sealLabels };
  return { kind: 'namespace', at: at.position, namespace: parsed.namespace ?? '' };
}
