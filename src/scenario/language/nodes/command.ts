import { z } from 'zod';
import { text } from '../values.ts';

const expected = 'a program and its arguments, as a list such as [systemctl, restart, containerd]';
/** What a shell would take for more than a word. */
const shellSyntax = /[|&;<>()$`\\"'*?[\]{}#~!\n=%]/;

/** A command as argv. A line (PowerfulSeal's form) is split at its spaces, unless a shell would read more into it. */
export const commandSchema = () =>
  z.union([z.array(text()).min(1), z.string()], { error: expected }).transform((value, context): readonly string[] => {
    if (typeof value !== 'string') return value;
    const words = value.split(/\s+/).filter(word => word !== '');
    if (words.length > 0 && !shellSyntax.test(value)) return words;
    context.addIssue({
      code: 'custom',
      message: words.length === 0 ? expected : `a list, because there is no shell: ${listForm(value)}`,
    });
    return z.NEVER;
  });

function listForm(line: string): string {
  return JSON.stringify(['sh', '-c', line]);
}
