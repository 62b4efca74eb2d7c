import { z } from 'zod';
import { appSchema } from './app.ts';
import { clusterSchema } from './cluster.ts';
import { configSchema } from './config.ts';
import { scenarioSchema } from './scenario.ts';

/** A scenario file. The one source of the language: types, checks, defaults and the JSON Schema come from here. */
export const fileSchema = z.strictObject({
  config: configSchema.optional().describe('How the scenarios are run.'),
  cluster: clusterSchema.optional().describe('Where. A flag or an input wins over it.'),
  app: appSchema.optional().describe('What is deployed, and waited for, before the first experiment.'),
  scenarios: z.array(scenarioSchema).min(1).describe('The experiments.'),
});

export type ParsedFile = z.output<typeof fileSchema>;
