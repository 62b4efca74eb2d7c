import { z } from 'zod';
import type { ProcessActionStep, ProcessFault, SwitchRequest } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { podChoice, toPodChoice } from '../pods/choice.ts';
import { httpRequest } from '../probes/http.ts';
import { serviceSchema } from '../probes/target.ts';
import { duration, port, text } from '../values.ts';

const { endpoint, method, headers, body, code } = httpRequest;
const request = { endpoint, method, headers, body };
const switchSchema = () => z.strictObject({ ...request, method: method.default('post') });

const faults = {
  pause: orDefaults(
    z.strictObject({ container: text().optional().describe("The container's name. Default: all of the pod.") }),
  )
    .optional()
    .describe('Freeze every process of the container: connections are accepted and never answered.'),
  syscall: z
    .strictObject({
      inject: z
        .string()
        .regex(/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/, 'the name of a system call, or several with commas')
        .describe('The system calls that fail.')
        .meta({ examples: ['close'] }),
      errno: z
        .string()
        .regex(/^E[A-Z0-9]{1,15}$/, 'the name of an error, such as EIO')
        .meta({ examples: ['EIO'] }),
      when: z
        .string()
        .regex(/^\d{1,5}(\.\.\d{1,5})?(\+\d{0,5})?$/, 'which calls, as strace takes it, such as `1+2` or `3..5`')
        .optional()
        .describe('Which of the calls: `1+2` is the first and every second from there. Default: all.')
        .meta({ examples: ['1+2'] }),
      container: text().optional().describe("The container's name. Default: the first of the pod."),
    })
    .optional()
    .describe('Make system calls fail. Needs strace on the node.'),
  http: exactlyOne(
    z.strictObject({
      service: serviceSchema.optional().describe('Send the requests to this Service, once.'),
      port: port().optional().describe('Send the requests to this port of each chosen pod.'),
      on: switchSchema().describe('Turns the fault on.'),
      off: switchSchema().describe('Turns it off.'),
      proof: z
        .strictObject({
          ...request,
          code,
          expect: z.strictObject({ bodyContains: text() }).optional(),
        })
        .describe('Is answered so only while the fault is on.'),
    }),
    ['service', 'port'],
  )
    .optional()
    .describe('A fault that the app offers itself: chaos endpoints, Spring Boot Chaos Monkey, feature flags.'),
};

/** Disturbs the processes of pods without ending them. */
export const processActionSchema = exactlyOne(
  z.strictObject({
    ...podChoice,
    ...faults,
    duration: duration('seconds', 1).optional().describe('Undone when it ends. Default: after the steps.'),
  }),
  Object.keys(faults),
).describe('Disturb the processes of pods without ending them.');

export function toProcessActionStep(parsed: z.output<typeof processActionSchema>, step: Cursor): ProcessActionStep {
  return {
    kind: 'processAction',
    at: step.position,
    ...toPodChoice(parsed, step.at('processAction')),
    fault: toFault(parsed),
    durationMs: parsed.duration,
  };
}

function toFault({ http, syscall, pause }: z.output<typeof processActionSchema>): ProcessFault {
  if (syscall) return { kind: 'syscall', ...syscall };
  if (!http) return { kind: 'pause', ...pause };
  const { service, port: number = 0, on, off, proof } = http;
  return {
    kind: 'http',
    target: service ? { service } : { port: number },
    on: toRequest(on),
    off: toRequest(off),
    proof: { ...toRequest(proof), code: proof.code, bodyContains: proof.expect?.bodyContains },
  };
}

function toRequest(parsed: z.output<ReturnType<typeof switchSchema>>): SwitchRequest {
  return {
    endpoint: parsed.endpoint.startsWith('/') ? parsed.endpoint : `/${parsed.endpoint}`,
    method: parsed.method.toUpperCase(),
    headers: Object.fromEntries(parsed.headers.map(({ name, value }) => [name, value])),
    body: parsed.body,
  };
}
