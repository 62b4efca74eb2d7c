import { z } from 'zod';
import type { CommandActionStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { duration, text } from '../values.ts';

const argv = () => z.tuple([text()], z.string(), { error: 'a list: the program and its arguments, without a shell' });

/** A fault of the user's own. */
export const commandActionSchema = z
  .strictObject({
    do: argv()
      .describe('The program that puts the fault in place, and its arguments. No shell is involved.')
      .meta({ examples: [['node', 'break.js']] }),
    undo: argv().optional().describe('Takes it back; may be run twice. Default: nothing has to be put back.'),
    receipt: argv()
      .optional()
      .describe(
        'Exit code 0 says that the fault is in place, another one that it is not. Without it nothing is proven. Asked again after `undo`: while it says 0, that has not put the fault back.',
      ),
    environment: z.record(z.string(), z.string()).default({}).describe('Variables added to their environment.'),
    duration: duration('seconds', 1).optional().describe('Undone when it ends. Default: after the steps.'),
  })
  .describe('A fault of your own: programs of this machine.');

export function toCommandActionStep(
  { duration: durationMs, ...rest }: z.output<typeof commandActionSchema>,
  step: Cursor,
): CommandActionStep {
  return { kind: 'commandAction', at: step.position, ...rest, durationMs };
}
