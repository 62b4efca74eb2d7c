import { z } from 'zod';
import type { KubectlStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { text } from '../values.ts';

/** Applies or deletes objects with kubectl. */
export const kubectlSchema = z
  .strictObject({
    action: z.enum(['apply', 'delete']).describe('What is done with the payload.'),
    payload: z.string().describe('The manifests, on standard input of kubectl.'),
    autoDelete: z
      .boolean()
      .default(true)
      .describe('Delete at the end of the scenario what was applied; what was there before is written back as it was.'),
    proxy: z.string().default('').describe('Proxy for kubectl; empty: none, whatever the environment says.'),
    kubectlBinary: text().default('kubectl').describe('Name or path of kubectl.'),
  })
  .describe('Run `kubectl apply` or `kubectl delete` on a payload.');

export function toKubectlStep(parsed: z.output<typeof kubectlSchema>, step: Cursor): KubectlStep {
  return { kind: 'kubectl', at: step.position, ...parsed };
}
