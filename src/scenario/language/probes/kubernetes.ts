import { z } from 'zod';
import { parseLabelSelector } from '../../pods/label-selector.ts';
import type { KubernetesProbe } from '../../suite.ts';
import { duration, namespaceName, objectName, text } from '../values.ts';

export const kubernetesProbeSchema = z
  .strictObject({
    resource: z
      .string()
      .regex(/^[a-z][a-z0-9]*(\.[a-z0-9.-]+)?$/i, 'a resource such as deployments or certificates.cert-manager.io')
      .describe('Resource, as kubectl names it.')
      .meta({ examples: ['deployments'] }),
    name: objectName().optional().describe('One object by name.'),
    namespace: namespaceName()
      .optional()
      .describe('Namespace of the objects. Needed with `name`, but for kinds that have none (nodes). Absent: all.'),
    selector: z
      .string()
      .refine(selector => parseLabelSelector(selector) !== undefined, 'a label selector such as app=web')
      .optional()
      .describe('Objects by label.'),
    value: text()
      .regex(/^[\w-]+(\.[\w-]+|\[\d+\])*$/, 'count, ready, or a dotted path such as status.readyReplicas')
      .default('ready')
      .describe(
        'What is measured: `count` of the objects, how many are `ready`, or a number in them by its dotted path.',
      )
      .meta({ examples: ['status.readyReplicas'] }),
    every: duration('milliseconds', 100).prefault('1s').describe('From one look to the next.'),
    timeout: duration('milliseconds', 1).prefault('5s').describe('Deadline of each look.'),
  })
  .describe('A number from the Kubernetes API.');

export function toKubernetesProbe(parsed: z.output<typeof kubernetesProbeSchema>): KubernetesProbe {
  const { every, timeout, ...rest } = parsed;
  return { kind: 'probeKubernetes', ...rest, everyMs: every, timeoutMs: timeout };
}
