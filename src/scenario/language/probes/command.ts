import { z } from 'zod';
import type { CommandProbe } from '../../suite.ts';
import { duration, text } from '../values.ts';

export const commandProbeSchema = z
  .strictObject({
    command: z
      .tuple([text()], z.string(), { error: 'a list: the program and its arguments, without a shell' })
      .describe('The program and its arguments. No shell is involved.')
      .meta({ examples: [['node', 'check.js']] }),
    environment: z.record(z.string(), z.string()).default({}).describe('Variables added to its environment.'),
    every: duration('milliseconds', 100).prefault('1s').describe('From one start to the next.'),
    timeout: duration('milliseconds', 1).prefault('5s').describe('After this it is ended, and counts as failed.'),
  })
  .describe('A program: exit code 0 is a success, a number printed alone is the value.');

export function toCommandProbe(parsed: z.output<typeof commandProbeSchema>): CommandProbe {
  return {
    kind: 'probeCommand',
    command: parsed.command,
    environment: parsed.environment,
    everyMs: parsed.every,
    timeoutMs: parsed.timeout,
  };
}
