import { z } from 'zod';
import type { Scenario } from '../suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { blastRadiusSchema, toBlastRadius } from './blast-radius.ts';
import { isKnownMap } from './exactly-one.ts';
import { foreachSchema } from './foreach.ts';
import { recoverySchema, toRecovery } from './recovery.ts';
import { steadyStateProbeSchema, toSteadyStateProbe } from './steady-state.ts';
import { stepSchema, toStep } from './steps/index.ts';
import { duration, mapLike, text } from './values.ts';

const baselineDefault = '3s';

/** The keys of a scenario, each on its own. */
export const scenarioKeys = {
  name: z.string().min(3).max(80).describe('Names the experiment in every report.'),
  foreach: foreachSchema
    .optional()
    .describe(
      'One scenario for each value of a variable (`foreach.NAME`); of several variables, one for each combination.',
    )
    .meta({ examples: [{ app: ['web', 'api'] }] }),
  description: z.string().optional().describe('For readers of the file.'),
  hypothesis: text().optional().describe('What is believed to stay true, in a sentence.'),
  steadyState: z
    .array(steadyStateProbeSchema)
    .min(1)
    .optional()
    .describe('What has to hold, sampled through all phases.'),
  blastRadius: blastRadiusSchema.optional().describe('What may be touched at most.'),
  baseline: z
    .strictObject(
      { for: duration('seconds', 1).prefault(baselineDefault).describe('At least this long.') },
      mapLike('{ for: 3s }'),
    )
    .prefault({})
    .describe('Before the fault: the steady state has to hold, or nothing is injected.'),
  method: z
    .strictObject(
      { for: duration('seconds').prefault(0).describe('At least this long, steps included.') },
      mapLike('{ for: 10s }'),
    )
    .prefault({})
    .describe('The steps, while the probes keep sampling.'),
  steps: z.array(stepSchema).optional().describe('What is done, one after another.'),
  recovery: recoverySchema,
};

/** One of `scenarios:`: a hypothesis on how the app behaves while the steps disturb it. */
export const scenarioSchema = z.strictObject(scenarioKeys).superRefine(
  (value, context) => {
    if (value.steps !== undefined || value.steadyState !== undefined) return;
    context.addIssue({
      code: 'custom',
      message: 'at least one of them: there is nothing to try',
      params: { found: 'neither `steps` nor `steadyState`' },
    });
  },
  { when: isKnownMap },
);

export function toScenario(parsed: z.output<typeof scenarioSchema>, at: Cursor): Scenario {
  const { name, description, hypothesis, steadyState = [], recovery } = parsed;
  return {
    name,
    at: at.position,
    description,
    hypothesis,
    steadyState: steadyState.map((probe, index) => toSteadyStateProbe(probe, at.at('steadyState', index))),
    blastRadius: parsed.blastRadius && toBlastRadius(parsed.blastRadius, at.at('blastRadius')),
    baselineMs: parsed.baseline.for,
    methodMs: parsed.method.for,
    recovery: toRecovery(recovery, at.at('recovery')),
    steps: (parsed.steps ?? []).map((step, index) => toStep(step, at.at('steps', index))),
  };
}
