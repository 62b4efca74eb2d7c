import { z } from 'zod';
import type { NodeActionItem } from '../../suite.ts';
import { byteAmount } from '../byte-amount.ts';
import { isKnownMap } from '../exactly-one.ts';
import { duration, mapLike } from '../values.ts';

/** What is left to a node: processors, memory, or both. */
export const nodeLimitsSchema = () =>
  z
    .strictObject(
      {
        cpus: z
          .number()
          .min(0.01)
          .max(1024)
          .optional()
          .describe('Processors that its machine may use; a fraction is a share of one.')
          .meta({ examples: [0.5] }),
        memory: byteAmount('64Mi')
          .optional()
          .describe('Memory that its machine may use, without swap. What is above is reclaimed, or killed.')
          .meta({ examples: ['1Gi'] }),
        duration: duration('seconds', 1).optional().describe('Written back when it ends. Default: after the steps.'),
      },
      mapLike('{ cpus: 0.5, memory: 1Gi, duration: 30s }'),
    )
    .superRefine(
      (limits, context) => {
        if (limits.cpus !== undefined || limits.memory !== undefined) return;
        context.addIssue({ code: 'custom', message: '`cpus`, `memory` or both', params: { found: 'neither' } });
      },
      { when: isKnownMap },
    )
    .meta({ anyOf: [{ required: ['cpus'] }, { required: ['memory'] }] });

export function toNodeLimits({
  cpus,
  memory,
  duration: durationMs,
}: z.output<ReturnType<typeof nodeLimitsSchema>>): Omit<Extract<NodeActionItem, { kind: 'limits' }>, 'kind' | 'at'> {
  return { processors: cpus, memoryBytes: memory, durationMs };
}
