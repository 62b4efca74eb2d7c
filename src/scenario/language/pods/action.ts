import { z } from 'zod';
import type { PodActionItem } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { autoRestartSchema } from '../nodes/auto-restart.ts';
import { orDefaults } from '../or-defaults.ts';
import { duration, probability, text, wholeNumber } from '../values.ts';
import { waitMs, waitSchema } from '../wait.ts';
import { prefix } from './filter.ts';
import { signalNames } from './signals.ts';

/** One of `actions:`, on all of the chosen pods, in the order of the file. */
export const podActionItemSchema = exactlyOne(
  z.strictObject({
    kill: orDefaults(
      z.strictObject({
        probability: probability().default(1).describe('Of each pod, to be killed at all.'),
        force: z
          .boolean()
          .optional()
          .describe("PowerfulSeal's: true is `method: force` (the default), false is `delete`."),
        method: z
          .enum(['delete', 'evict', 'force'])
          .optional()
          .describe(
            '`delete`: with its grace period. `evict`: only if its PodDisruptionBudget allows it. `force`: without one.',
          ),
        times: wholeNumber()
          .min(1)
          .max(1000)
          .default(1)
          .describe('How often: then the pod in its place is killed, which counts as the same one.'),
        interval: duration('seconds')
          .prefault(0)
          .describe('From one kill to the next.')
          .meta({ examples: ['10s'] }),
        stagger: duration('seconds')
          .prefault(0)
          .describe('From one pod to the next; 0: all at once.')
          .meta({ examples: ['2s'] }),
      }),
    )
      .superRefine((kill, context) => {
        if (kill.force === undefined || kill.method === undefined) return;
        context.addIssue({ code: 'custom', message: 'none beside `method`', path: ['force'] });
      })
      .optional()
      .describe('Delete the pods through the API.'),
    killContainer: orDefaults(
      z.strictObject({
        container: text().optional().describe("The container's name. Default: the first of the pod."),
        signal: z.enum(signalNames, { error: 'a signal such as SIGKILL or SIGTERM' }).default('SIGKILL'),
        times: wholeNumber().min(1).max(1000).default(1).describe('How often each one is killed.'),
        interval: duration('seconds')
          .prefault(0)
          .describe('From one kill of a container to its next.')
          .meta({ examples: ['1250ms'] }),
        stagger: duration('seconds')
          .prefault(0)
          .describe('From one pod to the next; 0: all at once.')
          .meta({ examples: ['2s'] }),
      }),
    )
      .optional()
      .describe(
        'Crash a container: signal its first process from the node, so that the kubelet restarts it in its pod.',
      ),
    stopHost: orDefaults(z.strictObject({ autoRestart: autoRestartSchema() }))
      .optional()
      .describe('Stop the nodes that the chosen pods run on.'),
    checkPodCount: z
      .strictObject({ count: z.number().transform(Math.trunc) })
      .optional()
      .describe('Fails unless exactly so many pods were chosen.'),
    checkPodState: z
      .strictObject({
        state: prefix()
          .describe('Regular expression that the beginning of the state has to match.')
          .meta({ examples: ['Running'] }),
      })
      .optional()
      .describe('Fails unless every chosen pod is in this state.'),
    wait: waitSchema.optional().describe('Pause between two actions.'),
  }),
  ['kill', 'killContainer', 'stopHost', 'checkPodCount', 'checkPodState', 'wait'],
);

export function toPodActionItem(parsed: z.output<typeof podActionItemSchema>, cursor: Cursor): PodActionItem {
  const at = cursor.position;
  if (parsed.kill) {
    const {
      force = true,
      method = force ? 'force' : 'delete',
      probability: share,
      times,
      interval,
      stagger,
    } = parsed.kill;
    return { kind: 'kill', at, probability: share, method, times, intervalMs: interval, staggerMs: stagger };
  }
  if (parsed.stopHost) return { kind: 'stopHost', at, ...parsed.stopHost };
  if (parsed.checkPodCount) return { kind: 'checkPodCount', at, ...parsed.checkPodCount };
  if (parsed.checkPodState) return { kind: 'checkPodState', at, ...parsed.checkPodState };
  if (parsed.killContainer) {
    const { interval, stagger, ...rest } = parsed.killContainer;
    return { kind: 'killContainer', at, ...rest, intervalMs: interval, staggerMs: stagger };
  }
  return { kind: 'wait', at, ms: waitMs(parsed.wait ?? {}) };
}
