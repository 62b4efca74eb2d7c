import { z } from 'zod';
import { parseBodyPattern } from '../../body-pattern.ts';
import type { HttpProbe } from '../../suite.ts';
import { duration, text, wholeNumber } from '../values.ts';
import { httpTargetSchema } from './target.ts';

/** What makes up a request and its expected answer, in a step as in a steady state. */
export const httpRequest = {
  target: httpTargetSchema.describe('Where to send it.'),
  endpoint: z
    .string()
    .default('/')
    .describe('Path and query.')
    .meta({ examples: ['/healthz'] }),
  method: z.enum(['get', 'post', 'put', 'patch', 'head', 'delete']).default('get'),
  headers: z
    .array(
      z.strictObject({ name: z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'the name of a header'), value: headerValue() }),
    )
    .default([])
    .describe('Headers to send.'),
  body: z.string().optional().describe('Body to send.'),
  code: wholeNumber().min(1).max(599).default(200).describe('The status code that the answer has to have.'),
  expect: z
    .strictObject({
      bodyContains: text().optional().describe('The body has to contain this text.'),
      bodyMatches: z
        .string()
        .refine(
          value => parseBodyPattern(value) !== undefined,
          'a regular expression between slashes, such as /in stock/i',
        )
        .optional()
        .describe('The body has to match this regular expression.')
        .meta({ examples: ['/\\d+ items/'] }),
    })
    .optional()
    .describe("What the answer's body has to be, besides its status code."),
  timeout: duration('milliseconds', 1)
    .prefault(1000)
    .describe('Deadline of each request. A bare number counts milliseconds.'),
  insecure: z.boolean().default(false).describe('Accept any TLS certificate.'),
  keepAlive: z.boolean().default(false).describe('Reuse connections. Fresh ones see more.'),
  proxy: z.string().optional().describe("Proxy for the requests; empty: none. The environment's is ignored."),
};

function headerValue() {
  return z.string().regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, 'text on one line');
}

export const httpProbeSchema = z
  .strictObject({
    ...httpRequest,
    every: duration('milliseconds', 1)
      .prefault('50ms')
      .describe('From one request to the next.')
      .meta({ examples: ['50ms'] }),
  })
  .describe('Requests on a fixed schedule.');

export function toHttpProbe(parsed: z.output<typeof httpProbeSchema>): HttpProbe {
  const { expect, every, timeout, target, endpoint, ...request } = parsed;
  return {
    kind: 'probeHTTP',
    target: target.service ? { service: target.service } : { url: target.url ?? '' },
    endpoint: endpoint.startsWith('/') ? endpoint : `/${endpoint}`,
    ...request,
    ...expect,
    everyMs: every,
    timeoutMs: timeout,
  };
}
