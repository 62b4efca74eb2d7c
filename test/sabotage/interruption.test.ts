import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { runGate } from '../support/gate.ts';
import { embeddedProcess } from '../support/processes.ts';
import { killOne, podAction } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

const wait = (seconds: number) => ({ wait: { seconds } });

test.concurrent('the gate is starved while it watches: it says so, inconclusive', async () => {
  const outcome = await runSituation({
    // The kill comes after it: a connection that the kill broke would be the app's own failure.
    scenario: { steps: [wait(4), killOne] },
    async meanwhile({ child, said }) {
      await said('  method\n');
      child.kill('SIGSTOP');
      // Standing still is the disturbance itself.
      await pause(1500);
      child.kill('SIGCONT');
    },
  });
  expectReason(outcome, 2, 'gate-overloaded');
});

test.concurrent("the run's time limit is reached: not run to its end, inconclusive", async () => {
  const started = performance.now();
  const outcome = await runSituation({ scenario: { steps: [wait(600), killOne] }, flags: ['--timeout', '8s'] });
  expectReason(outcome, 2, 'not-run');
  expect(outcome.stderr).toContain('time limit of 8s');
  expect(performance.now() - started).toBeLessThan(60_000);
});

test.concurrent.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const)('%s in the middle of the method: interrupted, after undo', async (signal, code) => {
  let cluster: ReturnType<typeof embeddedProcess>;
  const outcome = await runSituation({
    scenario: { steps: [podAction([{ killContainer: {} }]), wait(600)] },
    async meanwhile({ child, said }, out) {
      await said('landed');
      cluster = embeddedProcess(out);
      child.kill(signal);
    },
  });
  expectReason(outcome, code, 'interrupted');
  expect(outcome.experiment?.phases.map(({ name }) => name)).toContain('undo');
  expect(cluster?.lives()).toBe(false);
});

test.concurrent('SIGKILL in the middle of the method: undo finds nothing left, the report is not green', async () => {
  const outcome = await runSituation({
    scenario: { steps: [killOne, wait(600)] },
    async meanwhile({ child, said, ended }, out) {
      await said('landed');
      const cluster = embeddedProcess(out);
      child.kill('SIGKILL');
      await ended;
      expectCode(await runGate(['undo', out], { cwd: out }), 0);
      await cluster?.ended();
      expectCode(await runGate(['undo', out], { cwd: out }), 0);
      expectCode(await runGate(['report', out], { cwd: out }), 2);
    },
  });
  expect(outcome.code).toBeNull();
  expect(outcome.experiment?.reasons.map(({ code }) => code)).toContain('interrupted');
});
