import { z } from 'zod';
import type { CloneLabel, CloneMutation, CloneStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { duration, mapLike, namespaceName, objectName, text, wholeNumber } from '../values.ts';
import { seccompSchema, toSeccomp } from './seccomp.ts';
import { toToxiproxy, toxiproxySchema } from './toxiproxy.ts';

const serviceSchema = () =>
  z.strictObject({ name: objectName(), namespace: namespaceName() }, mapLike('{ name: front, namespace: shop }'));

const labelSchema = exactlyOne(
  z.strictObject({
    service: serviceSchema().optional().describe('Forget the labels so far and take the selector of this Service.'),
    label: z
      .strictObject(
        {
          key: text()
            .describe('Of the label.')
            .meta({ examples: ['tier'] }),
          value: z
            .string()
            .describe('Of the label.')
            .meta({ examples: ['canary'] }),
        },
        mapLike('{ key: tier, value: canary }'),
      )
      .optional()
      .describe('Add or change a label.'),
  }),
  ['service', 'label'],
);

const mutationSchema = exactlyOne(
  z.strictObject({
    environment: z
      .strictObject(
        {
          name: z
            .string()
            .regex(/^[^=\u0000]+$/, 'the name of an environment variable')
            .describe('Of the variable.')
            .meta({ examples: ['FEATURE'] }),
          value: z
            .string()
            .describe('Of the variable.')
            .meta({ examples: ['off'] }),
        },
        mapLike('{ name: FEATURE, value: "off" }'),
      )
      .optional()
      .describe('A variable in every container.'),
    tc: z
      .strictObject(
        {
          command: z.array(z.string()).describe('Program and arguments; there is no shell unless you name one.'),
          args: z.array(z.string()).default([]).describe('More arguments.'),
          user: wholeNumber().min(0).default(0).describe('Numeric user to run it as.'),
          image: text().default('gaiadocker/iproute2:latest').describe('An image that has the program.'),
        },
        mapLike('{ command: [tc], args: [qdisc, add, dev, eth0, root, netem, delay, 200ms] }'),
      )
      .optional()
      .describe("Run a program such as tc in the pods' network before their containers start, with NET_ADMIN."),
    toxiproxy: toxiproxySchema.optional().describe('Toxiproxy before every port of the containers.'),
    seccomp: seccompSchema.optional().describe('A seccomp profile on the containers: some of their system calls fail.'),
  }),
  ['environment', 'tc', 'toxiproxy', 'seccomp'],
);

/** A changed copy of a Deployment beside it. */
export const cloneSchema = z
  .strictObject({
    source: z
      .strictObject(
        {
          deployment: z
            .strictObject({ name: objectName(), namespace: namespaceName() })
            .describe('The Deployment, by name.'),
        },
        mapLike('{ deployment: { name: front, namespace: shop } }'),
      )
      .describe('The Deployment to copy; the copy is called as it is, with -chaos behind.'),
    replicas: z
      .number()
      .min(1)
      .max(1000)
      .transform(Math.ceil)
      .default(1)
      .describe('Pods of the copy.')
      .meta({ examples: [2] }),
    labels: z
      .array(labelSchema)
      .default([])
      .describe('Changes of the copied labels, one after another. `chaos=true` is always added.'),
    mutations: z.array(mutationSchema).default([]).describe('What is different in the copy.'),
    servicesToRetarget: z
      .array(
        z.strictObject(
          { service: serviceSchema().describe('The Service, by name.') },
          mapLike('{ service: { name: front, namespace: shop } }'),
        ),
      )
      .default([])
      .describe(
        'Services that reach the copy alone while it is there. Without it, those that select its labels reach both.',
      ),
    readyWithin: duration('seconds', 1).prefault('60s').describe("Until the copy's pods have to be ready."),
  })
  .describe('Run a changed copy of a Deployment until the steps are over.');

export function toCloneStep(parsed: z.output<typeof cloneSchema>, step: Cursor): CloneStep {
  const inside = step.at('clone');
  return {
    kind: 'clone',
    at: step.position,
    source: parsed.source.deployment,
    replicas: parsed.replicas,
    labels: parsed.labels.map((label, index) => toLabel(label, inside.at('labels', index))),
    mutations: parsed.mutations.map((mutation, index) => toMutation(mutation, inside.at('mutations', index))),
    servicesToRetarget: parsed.servicesToRetarget.map(({ service }, index) => ({
      ...service,
      at: inside.at('servicesToRetarget', index).position,
    })),
    readyWithinMs: parsed.readyWithin,
  };
}

function toLabel({ service, label }: z.output<typeof labelSchema>, cursor: Cursor): CloneLabel {
  if (service) return { kind: 'service', at: cursor.position, ...service };
  return { kind: 'label', key: label?.key ?? '', value: label?.value ?? '' };
}

function toMutation(parsed: z.output<typeof mutationSchema>, cursor: Cursor): CloneMutation {
  const at = cursor.position;
  if (parsed.toxiproxy) return toToxiproxy(parsed.toxiproxy, cursor);
  if (parsed.seccomp) return toSeccomp(parsed.seccomp, cursor);
  if (parsed.tc) return { kind: 'tc', at, ...parsed.tc };
  return { kind: 'environment', at, name: parsed.environment?.name ?? '', value: parsed.environment?.value ?? '' };
}
