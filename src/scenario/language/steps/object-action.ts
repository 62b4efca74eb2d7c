import { z } from 'zod';
import type { ObjectActionStep, ObjectChange } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { duration, namespaceName, objectName, text, wholeNumber } from '../values.ts';

const entries = () => z.record(text(), z.string().nullable());
const quantity = () =>
  z
    .string()
    .regex(/^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/, 'a quantity as Kubernetes writes it, such as `250m` or `64Mi`');
const container = () => text().optional().describe("The container's name. Default: the first of the pod.");

const changes = {
  scale: z
    .strictObject({ replicas: wholeNumber().min(0) })
    .optional()
    .describe('Set the number of replicas.'),
  restart: orDefaults(z.strictObject({}))
    .optional()
    .describe('Roll the workload out anew, as `kubectl rollout restart` does. Nothing has to be put back.'),
  labels: entries().optional().describe('Set labels of the object; null takes one away.'),
  selector: entries().optional().describe("Change a Service's selector; null takes a key away."),
  data: entries().optional().describe('Change the data of a ConfigMap or a Secret (as plain text).'),
  image: z
    .strictObject({ container: container(), image: text().describe('One that cannot be pulled, or another version.') })
    .optional()
    .describe("Change a container's image, and roll it out."),
  limits: z
    .strictObject({ container: container(), cpu: quantity().optional(), memory: quantity().optional() })
    .optional()
    .describe("Change a container's limits (and its requests, where they are higher), and roll it out."),
  taint: z
    .strictObject({
      key: text(),
      value: z.string().default(''),
      effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).default('NoSchedule'),
    })
    .optional()
    .describe('Taint a node.'),
  patch: z.record(z.string(), z.unknown()).optional().describe('A JSON merge patch: null takes a key away.'),
};

/** Changes one object of the cluster. */
export const objectActionSchema = exactlyOne(
  z.strictObject({
    object: z
      .strictObject({
        kind: text()
          .describe('As kubectl takes it.')
          .meta({ examples: ['Deployment'] }),
        name: objectName(),
        namespace: namespaceName().optional().describe('Default: `default`; for what has a namespace.'),
      })
      .describe('What is changed.'),
    ...changes,
    duration: duration('seconds', 1).optional().describe('Written back when it ends. Default: after the steps.'),
  }),
  Object.keys(changes),
).describe('Change an object of the cluster, and write it back as it was.');

export function toObjectActionStep(parsed: z.output<typeof objectActionSchema>, step: Cursor): ObjectActionStep {
  return {
    kind: 'objectAction',
    at: step.position,
    object: parsed.object,
    change: toChange(parsed),
    durationMs: parsed.duration,
  };
}

function toChange(parsed: z.output<typeof objectActionSchema>): ObjectChange {
  if (parsed.scale) return { kind: 'scale', ...parsed.scale };
  if (parsed.labels) return { kind: 'labels', labels: parsed.labels };
  if (parsed.selector) return { kind: 'selector', selector: parsed.selector };
  if (parsed.data) return { kind: 'data', data: parsed.data };
  if (parsed.image) return { kind: 'image', ...parsed.image };
  if (parsed.limits) return { kind: 'limits', ...parsed.limits };
  if (parsed.taint) return { kind: 'taint', ...parsed.taint };
  if (parsed.patch) return { kind: 'patch', patch: parsed.patch };
  return { kind: 'restart' };
}
