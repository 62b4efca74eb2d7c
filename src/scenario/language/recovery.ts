import { z } from 'zod';
import { formatDuration } from '../duration.ts';
import { type RecoveryTolerance, recoveryStages, type Scenario } from '../suite.ts';
import { parseLimit } from '../tolerance.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { duration, mapLike } from './values.ts';

const defaults = { within: '60s', stableFor: '3s' };

const stageMeaning: Readonly<Record<(typeof recoveryStages)[number], string>> = {
  notReady: 'the cluster calls the target not ready',
  endpointRemoved: 'its Services no longer send to it',
  scheduled: 'the replacement has a node',
  started: 'its containers run',
  ready: 'it is ready',
  endpointAdded: 'its Services send to it',
  user: "the user's first success after the last failure",
  stable: 'the steady state is back for `stableFor`',
};

const limit = (meaning: string) =>
  z
    .string()
    .refine(text => 'value' in parseLimit('outage', text), 'a limit such as "<= 5s"')
    .optional()
    .describe(`From the injection until ${meaning}.`)
    .meta({ examples: ['<= 5s'] });

/** After the fault: back to the steady state, in time, and each stage of it within its bound. */
export const recoverySchema = z
  .strictObject(
    {
      within: duration('seconds', 1).prefault(defaults.within).describe('The steady state has to be back by then.'),
      stableFor: duration('seconds').prefault(defaults.stableFor).describe('And to hold for so long.'),
      tolerance: z
        .strictObject(
          Object.fromEntries(recoveryStages.map(stage => [stage, limit(stageMeaning[stage])])) as Record<
            (typeof recoveryStages)[number],
            ReturnType<typeof limit>
          >,
        )
        .optional()
        .describe('Bounds on single stages of the recovery; the worst target counts.')
        .meta({ examples: [{ user: '<= 5s', ready: '<= 20s' }] }),
    },
    mapLike('{ within: 60s, stableFor: 3s }'),
  )
  .prefault({})
  .describe('After the fault: back to the steady state.');

export function toRecovery(parsed: z.output<typeof recoverySchema>, at: Cursor): Scenario['recovery'] {
  const tolerances = toRecoveryTolerances(parsed.tolerance ?? {}, at.at('tolerance'));
  return {
    withinMs: parsed.within,
    stableForMs: parsed.stableFor,
    at: at.keyPosition,
    ...(tolerances.length > 0 && { tolerances }),
  };
}

function toRecoveryTolerances(
  written: NonNullable<z.output<typeof recoverySchema>['tolerance']>,
  at: Cursor,
): RecoveryTolerance[] {
  return recoveryStages.flatMap(stage => {
    const condition = parseLimit('outage', written[stage] ?? '');
    if (written[stage] === undefined || 'expected' in condition) return [];
    const { operator, value: valueMs } = condition;
    const expression = `recovery.${stage} ${operator} ${formatDuration(valueMs)}`;
    return [{ stage, operator, valueMs, expression, at: at.at(stage).keyPosition }];
  });
}
