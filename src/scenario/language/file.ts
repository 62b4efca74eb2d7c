import { z } from 'zod';
import { appSchema } from './app.ts';
import { clusterSchema } from './cluster.ts';
import { configSchema } from './config.ts';
import { defaultsSchema } from './defaults.ts';
import { isKnownMap } from './exactly-one.ts';
import { scenarioSchema } from './scenario.ts';

/** A scenario file. The one source of the language: types, checks, defaults and the JSON Schema come from here. */
export const fileSchema = z
  .strictObject({
    config: configSchema.optional().describe('How the scenarios are run.'),
    cluster: clusterSchema.optional().describe('Where. A flag or an input wins over it.'),
    app: appSchema.optional().describe('What is deployed, and waited for, before the first experiment.'),
    defaults: defaultsSchema
      .optional()
      .describe(
        'For every scenario of this file that does not say otherwise: of maps key by key, of lists as a whole.',
      ),
    scenarios: z.array(scenarioSchema).describe('The experiments. Empty only where the cluster has some of its own.'),
  })
  .superRefine(
    ({ config, scenarios }, context) => {
      if (!Array.isArray(scenarios) || scenarios.length > 0 || config?.scenariosFromCluster) return;
      context.addIssue({ code: 'custom', message: 'at least one entry', path: ['scenarios'] });
    },
    { when: isKnownMap },
  )
  .meta({
    patternProperties: { '^x-': { description: 'Anything, for anchors: `x-probe: &probe { … }`, used as `*probe`.' } },
  });

export type ParsedFile = z.output<typeof fileSchema>;
