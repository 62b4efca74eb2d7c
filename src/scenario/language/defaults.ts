import { z } from 'zod';
import { scenarioKeys } from './scenario.ts';

/** What a file may say once for all of its scenarios. */
export const defaultsSchema = z
  .strictObject(scenarioKeys)
  .pick({ steadyState: true, blastRadius: true, baseline: true, method: true, recovery: true })
  .partial();

export const defaultKeys = Object.keys(defaultsSchema.shape);
