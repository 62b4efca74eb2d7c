import { z } from 'zod';
import type { NodeActionItem } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { duration } from '../values.ts';
import { waitMs, waitSchema } from '../wait.ts';
import { autoRestartSchema } from './auto-restart.ts';
import { commandSchema } from './command.ts';
import { nodeLimitsSchema, toNodeLimits } from './limits.ts';

const plain = () => orDefaults(z.strictObject({}));

/** One of `actions:`, on all of the chosen nodes, in the order of the file. */
export const nodeActionItemSchema = exactlyOne(
  z.strictObject({
    stop: orDefaults(
      z.strictObject({
        autoRestart: autoRestartSchema(),
        force: z.boolean().default(true).describe("As a power cut; otherwise the node's own shutdown."),
      }),
    )
      .optional()
      .describe('Switch the node off.'),
    start: plain().optional().describe('Switch the node on again, and wait until it is Ready.'),
    pause: plain().optional().describe('Freeze the node with all that runs on it: a hang. It goes on after the steps.'),
    restartKubelet: plain().optional().describe('Restart the kubelet of the node; its pods go on.'),
    stopKubelet: plain()
      .optional()
      .describe('Stop the kubelet of the node: its pods go on, and nobody tells the cluster. Started after the steps.'),
    restartRuntime: plain().optional().describe('Restart the container runtime of the node.'),
    execute: z
      .strictObject({ cmd: commandSchema().describe('Program and arguments; there is no shell.') })
      .optional()
      .describe('Run a command on the node. Exit code 0 is a success; what it did is not put back.'),
    cordon: plain().optional().describe('Let no new pods onto the node. Undone after the steps.'),
    drain: orDefaults(
      z.strictObject({
        timeout: duration('seconds').prefault(60).describe('Until the last pod has to be gone.'),
      }),
    )
      .optional()
      .describe('Cordon the node and evict its pods, as far as their PodDisruptionBudgets allow.'),
    limits: nodeLimitsSchema()
      .optional()
      .describe(
        "Leave the node's machine a share of processors and memory, by its container engine. Undone after the steps.",
      ),
    wait: waitSchema.optional().describe('Pause between two actions.'),
  }),
  [
    'stop',
    'start',
    'pause',
    'restartKubelet',
    'stopKubelet',
    'restartRuntime',
    'execute',
    'cordon',
    'drain',
    'limits',
    'wait',
  ],
);

const plainKinds = ['start', 'pause', 'restartKubelet', 'stopKubelet', 'restartRuntime', 'cordon'] as const;

export function toNodeActionItem(parsed: z.output<typeof nodeActionItemSchema>, cursor: Cursor): NodeActionItem {
  const at = cursor.position;
  if (parsed.stop) return { kind: 'stop', at, ...parsed.stop };
  if (parsed.execute) return { kind: 'execute', at, command: parsed.execute.cmd };
  if (parsed.drain) return { kind: 'drain', at, timeoutMs: parsed.drain.timeout };
  if (parsed.limits) return { kind: 'limits', at, ...toNodeLimits(parsed.limits) };
  const kind = plainKinds.find(each => parsed[each] !== undefined);
  return kind ? { kind, at } : { kind: 'wait', at, ms: waitMs(parsed.wait ?? {}) };
}
