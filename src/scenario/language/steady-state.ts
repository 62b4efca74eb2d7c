import { z } from 'zod';
import type { ProbeSpec, SteadyStateProbe } from '../suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { exactlyOne, isKnownMap } from './exactly-one.ts';
import { probeKinds, probeSchemas, toProbe } from './probes/index.ts';
import { toleranceIssues, tolerancePlaces, tolerancesSchema, toStopConditions, toTolerances } from './tolerances.ts';
import { text, wholeNumber } from './values.ts';

/** Enough of an HTTP, TCP or DNS probe at its pace for a share to mean something; the others look once a second. */
const minSamplesOf: Readonly<Record<ProbeSpec['kind'], number>> = {
  probeHTTP: 10,
  probeTCP: 10,
  probeDNS: 10,
  probeGoldpinger: 2,
  probeKubernetes: 2,
  probePrometheus: 2,
  probeCommand: 2,
};

/** One of `steadyState:`: a probe that samples through all phases, and what is tolerated of its samples. */
export const steadyStateProbeSchema = exactlyOne(
  z.strictObject({
    name: text()
      .max(80)
      .describe('What holds, in a few words.')
      .meta({ examples: ['shop answers'] }),
    ...probeSchemas,
    tolerance: tolerancesSchema
      .optional()
      .describe('What has to hold before, during and after the fault. A value alone means ==.')
      .meta({ examples: [{ success: '>= 99%', p95: '<= 300ms' }] }),
    during: tolerancesSchema.optional().describe('Instead of `tolerance`, metric by metric, while the fault is there.'),
    after: tolerancesSchema.optional().describe('Instead of `tolerance`, metric by metric, in the recovery.'),
    stopWhen: tolerancesSchema
      .optional()
      .describe(
        'Real harm: met by the samples of the last three seconds, or by the last `minSamples` where those take longer, one of these ends the steps and undoes them.',
      )
      .meta({ examples: [{ success: '< 50%' }] }),
    minSamples: wholeNumber()
      .min(1)
      .optional()
      .describe('Fewer samples in a phase are inconclusive. Default: 10 for HTTP, TCP and DNS, 2 for the others.'),
  }),
  probeKinds,
)
  .meta({ anyOf: tolerancePlaces.map(place => ({ required: [place] })) })
  .superRefine(
    (value, context) => {
      const kinds = probeKinds.filter(kind => Object.hasOwn(value, kind));
      for (const issue of toleranceIssues(value, kinds.length === 1 ? kinds[0] : undefined))
        context.addIssue(issue as never);
      if (tolerancePlaces.every(place => !Object.hasOwn(value, place)))
        context.addIssue({
          code: 'custom',
          message: 'a condition such as tolerance: { success: ">= 99%" }',
          params: { found: 'none of tolerance, during, after' },
        });
    },
    { when: isKnownMap },
  );

export function toSteadyStateProbe(parsed: z.output<typeof steadyStateProbeSchema>, at: Cursor): SteadyStateProbe {
  const probe = toProbe(parsed);
  return {
    name: parsed.name,
    at: at.position,
    probe,
    tolerances: toTolerances(parsed, at),
    ...(parsed.stopWhen !== undefined && { stopWhen: toStopConditions(parsed.stopWhen, at.at('stopWhen')) }),
    minSamples: parsed.minSamples ?? minSamplesOf[probe.kind],
  };
}
