import type { WaitStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { done, type StepContext, type StepOutcome } from './step.ts';

export async function runWait(step: WaitStep, context: StepContext): Promise<StepOutcome> {
  await sleep(step.ms, context.signal);
  return done(`waited ${step.ms / 1000} s`);
}
