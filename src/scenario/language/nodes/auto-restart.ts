import { z } from 'zod';

/** Whether a node that was stopped is started again in the undo phase. */
export const autoRestartSchema = () =>
  z.boolean().default(true).describe('Start it again after the steps. Otherwise it stays down when the run is over.');
