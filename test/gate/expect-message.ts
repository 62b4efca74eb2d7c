import { expect } from '@jest/globals';
import type { Ended } from '../support/gate.ts';

/** Asserts how a program ended: its exit code, a message on standard error, and no stack trace anywhere. */
export function expectMessage(ended: Ended, code: number, message: string | RegExp): void {
  const { stdout, stderr } = ended;
  const matching = typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
  expect({ code: ended.code, stderr }).toEqual({ code, stderr: matching });
  expect(`${stdout}\n${stderr}`).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(stderr).not.toContain('this is a bug of chaos-gate');
}
