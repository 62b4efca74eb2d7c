import { exitCodes } from '../verdict.ts';

/** When to do something that others see. */
export type Occasion = 'never' | 'on-failure' | 'always';

export const occasions = ['never', 'on-failure', 'always'] as const;

/** Is it time, after a run that ended with this exit code? */
export function isDue(occasion: Occasion, exitCode: number): boolean {
  return occasion === 'always' || (occasion === 'on-failure' && exitCode !== exitCodes.upheld);
}
