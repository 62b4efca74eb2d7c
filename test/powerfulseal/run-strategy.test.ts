import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { startGate } from '../support/gate.ts';
import { openSharedCluster, type SharedCluster } from './kept-cluster.ts';
import { orderOf, outcomeOf, type PolicyRun } from './policy-run.ts';

const names = ['one', 'two', 'three', 'four', 'five'];
const nodesAreThere = {
  podAction: { matches: [{ namespace: 'nowhere' }], actions: [{ checkPodCount: { count: 0 } }] },
};
const fails = { podAction: { matches: [{ namespace: 'nowhere' }], actions: [{ checkPodCount: { count: 1 } }] } };
const policy = (runStrategy: object, more: object = {}, failing: readonly string[] = []) => ({
  config: { runStrategy, ...more },
  scenarios: names.map(name => ({ name, steps: [failing.includes(name) ? fails : nodesAreThere] })),
});
/** From the end of one experiment to the begin of the one at `index`, in milliseconds. */
const pauseBefore = ({ events }: PolicyRun, index: number): number => {
  const ended = events.find(event => event.type === 'experiment-ended' && event.experiment === index - 1);
  const started = events.find(event => event.type === 'experiment-started' && event.experiment === index);
  return (started?.t ?? Number.NaN) - (ended?.t ?? Number.NaN);
};

describe('config.runStrategy and config.exitStrategy', () => {
  let shared: SharedCluster;
  beforeAll(async () => {
    shared = await openSharedCluster();
  }, 60_000);
  afterAll(async () => {
    await shared[Symbol.asyncDispose]();
  });

  test.concurrent('round-robin: in the order of the file, once for each run', async () => {
    const run = await shared.run(policy({ runs: 2 }));
    expectCode(run, 0);
    expect(orderOf(run)).toEqual([1, 2].flatMap(n => names.map(name => `${name} (run ${n})`)));
    // All of them have the same step: the journal says so, for those who compare runs.
    const digests = run.events.flatMap(event => (event.type === 'experiment-started' ? event.steps : []));
    expect(new Set(digests.map(({ digest }) => digest))).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{16}$/)]));
  });

  test.concurrent('runs that are no whole number are rounded up, as PowerfulSeal counts them', async () => {
    expect(orderOf(await shared.run(policy({ runs: 1.5 })))).toHaveLength(10);
  });

  test.concurrent('random: every scenario in each run, the same order for the same seed, another for another', async () => {
    const orders = [];
    for (const seed of ['5', '5', '6']) {
      const run = await shared.run(policy({ runs: 2, strategy: 'random' }), ['--seed', seed]);
      expect(run.result?.experiments.map(({ name }) => name)).toEqual(orderOf(run));
      orders.push(orderOf(run));
    }
    const [first, second, third] = orders as [string[], string[], string[]];
    expect(first).toEqual(second);
    expect(first).not.toEqual(third);
    for (const [n, half] of [first.slice(0, 5), first.slice(5)].entries())
      expect([...half].sort()).toEqual(names.map(name => `${name} (run ${n + 1})`).sort());
    expect(first.slice(0, 5).map(name => name.split(' ')[0])).not.toEqual(names);
  }, 60_000);

  test.concurrent('pauses between runs, of the length that was asked for, and not after the last', async () => {
    const run = await shared.run(policy({ runs: 2, minSecondsBetweenRuns: 1, maxSecondsBetweenRuns: 1.2 }));
    expect(pauseBefore(run, 5)).toBeGreaterThanOrEqual(1_000);
    expect(run.stderr.match(/pausing .*/g)).toEqual([expect.stringMatching(/^pausing 1\.[0-2] s before run 2$/)]);
  });

  test.concurrent('a longest pause below the shortest bounds the same interval, as in PowerfulSeal', async () => {
    const run = await shared.run(policy({ runs: 2, minSecondsBetweenRuns: 0.4, maxSecondsBetweenRuns: 0.3 }));
    expect(pauseBefore(run, 5)).toBeGreaterThanOrEqual(300);
  });

  test.concurrent('a pause ends when the run is interrupted', async () => {
    const { folder, flags } = shared;
    folder.write('long.yml', JSON.stringify(policy({ runs: 2, minSecondsBetweenRuns: 600 })));
    await using gate = startGate(['run', 'long.yml', '--out', 'long', ...flags], { cwd: folder.path });
    await gate.said('pausing 600.0 s before run 2');
    gate.child.kill('SIGINT');
    expect((await gate.ended).code).toBe(130);
  });

  test.concurrent('report: goes on after a failure, and is red at the end', async () => {
    const run = await shared.run(policy({ runs: 1 }, { exitStrategy: { strategy: 'report' } }, ['two']));
    expect(run.code).toBe(1);
    expect(run.result?.experiments.map(outcomeOf)).toEqual(['upheld', 'step-failed', 'upheld', 'upheld', 'upheld']);
  });

  test.concurrent('fail-fast: stops at the first failure, and says what was not run', async () => {
    const run = await shared.run(policy({ runs: 1 }, { exitStrategy: { strategy: 'fail-fast' } }, ['two']));
    expect(run.code).toBe(1);
    expect(run.result?.experiments.map(outcomeOf)).toEqual(['upheld', 'step-failed', 'not-run', 'not-run', 'not-run']);
    expect(orderOf(run)).toEqual(['one', 'two']);
    expect(run.stderr).toContain('fail-fast: "two" was not upheld');
  });

  describe('compat legacy ends as PowerfulSeal does', () => {
    test.concurrent('report: 0 although a scenario failed, and the verdict says so', async () => {
      const run = await shared.run(policy({ runs: 1 }, {}, ['two']), ['--compat', 'legacy']);
      expect(run.code).toBe(0);
      expect(run.result).toMatchObject({
        verdict: 'upheld',
        exitCode: 0,
      });
    });

    test.concurrent('fail-fast: 1', async () => {
      const steps = [{ kubectl: { action: 'delete', payload: 'x: 1', kubectlBinary: '/bin/false' } }];
      const fail = {
        ...policy({ runs: 1 }, { exitStrategy: { strategy: 'fail-fast' } }),
        scenarios: [{ name: 'fails', steps }],
      };
      expect((await shared.run(fail, ['--compat', 'legacy'])).code).toBe(1);
    });

    test.concurrent('report with a step that fails: 0, refuted, and the reason says why', async () => {
      const steps = [{ kubectl: { action: 'delete', payload: 'x: 1', kubectlBinary: '/bin/false' } }];
      const run = await shared.run({ scenarios: [{ name: 'fails', steps }] }, ['--compat', 'legacy']);
      expect(run.code).toBe(0);
      expect(run.result).toMatchObject({
        verdict: 'refuted',
        exitCode: 0,
        reason: expect.stringContaining('exitStrategy `report` ends with 0 all the same'),
      });
    });

    test.concurrent('a steady state of its own is not excused: that is none of PowerfulSeal', async () => {
      const steadyState = [
        {
          name: 'a number',
          probeCommand: { command: ['/bin/sh', '-c', 'echo 1'], every: '100ms' },
          tolerance: { value: '>= 1' },
        },
      ];
      const steps = [{ kubectl: { action: 'delete', payload: 'x: 1', kubectlBinary: '/bin/false' } }];
      const scenario = {
        name: 'fails',
        steadyState,
        steps,
        baseline: { for: '300ms' },
        recovery: { stableFor: '300ms' },
      };
      const run = await shared.run({ scenarios: [scenario] }, ['--compat', 'legacy']);
      expect(run.code).toBe(1);
    });
  });
});
