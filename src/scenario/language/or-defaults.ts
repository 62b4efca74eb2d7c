import { z } from 'zod';

/** A key without a value (`kill:`, `pause:`) means all of its defaults. */
export const orDefaults = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => value ?? {}, schema).meta({ type: ['object', 'null'] as never });
