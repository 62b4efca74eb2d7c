import { z } from 'zod';
import { type LinuxError, linuxErrors } from '../../linux-errors.ts';
import type { SeccompMutation } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { commandSchema } from '../nodes/command.ts';
import { mapLike } from '../values.ts';

/** A seccomp profile of the clone's containers. */
export const seccompSchema = z.strictObject(
  {
    syscalls: z
      .array(z.string().regex(/^[a-z_][a-z0-9_]*$/, 'the name of a system call, such as `connect`'))
      .min(1)
      .describe('System calls that fail in the containers of the clone.')
      .meta({ examples: [['connect']] }),
    errno: z
      .enum(Object.keys(linuxErrors) as [LinuxError, ...LinuxError[]])
      .default('EPERM')
      .describe('The error that they return.'),
    proof: commandSchema()
      .optional()
      .describe(
        'A program that makes such a call, with its arguments, run in the first container: it has to end with 0 in a pod of the source, and with another code in every pod of the clone.',
      ),
  },
  mapLike('{ syscalls: [connect], errno: ECONNREFUSED }'),
);

export function toSeccomp(
  { syscalls, errno, proof }: z.output<typeof seccompSchema>,
  { position: at }: Cursor,
): SeccompMutation {
  return { kind: 'seccomp', at, syscalls, errno, proof };
}
