import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openKeptCluster } from '../support/cluster.ts';
import { expectCode } from '../support/expect-code.ts';
import { runGate } from '../support/gate.ts';
import { type Behaviour, openOracle } from '../support/oracle.ts';
import { embeddedProcess } from '../support/processes.ts';
import { crashAll, killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { openRunner, type Runner, workflowCommands } from './runner.ts';

/** A runner whose workspace holds the test app and a scenario. */
function prepare(scenario: string, behave: (start: number) => Behaviour = () => ({})): Runner {
  const runner = openRunner();
  runner.workspace.write('app.yml', testApp({ oracle: openOracle(runner.workspace.path, behave).path }));
  runner.workspace.write('scenario.yml', scenario);
  return runner;
}

const inputs = { scenarios: 'scenario.yml', seed: '7' };

test.concurrent('an upheld run: outputs, summary, no error, and nothing for post to do', async () => {
  using runner = prepare(scenarioFile());
  await using main = runner.main(inputs);
  const { code, log } = await main.ended;
  expectCode({ code, log }, 0);
  expect(runner.outputs()).toMatchObject({
    verdict: 'upheld',
    'exit-code': '0',
    experiments: '1',
    upheld: '1',
    refuted: '0',
    inconclusive: '0',
    report: `${runner.workspace.path}/chaos-gate-out/report.html`,
    journal: `${runner.workspace.path}/chaos-gate-out/journal.ndjson`,
  });
  expect(runner.summary()).toContain('web survives');
  expect(workflowCommands(log).filter(line => line.startsWith('::error'))).toEqual([]);
  await using post = runner.post();
  expectCode(await post.ended, 0);
});

test.concurrent('a refuted run: an annotation on file and line, a failed step', async () => {
  using runner = prepare(scenarioFile({ steps: [crashAll] }), start => ({ startMs: start < 2 ? 0 : 1000 }));
  await using main = runner.main(inputs);
  const { code, log } = await main.ended;
  expectCode({ code, log }, 1);
  expect(runner.outputs()).toMatchObject({ verdict: 'refuted', 'exit-code': '1', refuted: '1' });
  const errors = workflowCommands(log).filter(line => line.startsWith('::error'));
  const lines = readFileSync(`${runner.workspace.path}/scenario.yml`, 'utf8').split('\n');
  const line = lines.findIndex(each => each.includes('"success": ">= 99%"')) + 1;
  expect(errors[0]).toMatch(
    new RegExp(`^::error title=web survives,file=scenario\\.yml,line=${line}::"web answers" had success `),
  );
  expect(runner.summary()).toContain('refuted');
});

test.concurrent('an input that is wrong and a file that is wrong: an annotation each, exit 3, nothing is made', async () => {
  using runner = prepare(scenarioFile());
  await using wrong = runner.main({ ...inputs, cluster: 'k9s', timeout: 'soon' });
  const input = await wrong.ended;
  expect(input.code).toBe(3);
  expect(workflowCommands(input.log)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^::error::input cluster: found "k9s"/),
      expect.stringMatching(/^::error::input timeout: found "soon"/),
    ]),
  );
  runner.workspace.write('scenario.yml', scenarioFile({ more: { stepps: [] } }));
  await using broken = runner.main(inputs);
  const file = await broken.ended;
  expect(file.code).toBe(3);
  const errors = workflowCommands(file.log).filter(line => line.startsWith('::error'));
  expect(errors).toHaveLength(1);
  expect(runner.outputs()).toMatchObject({
    verdict: 'inconclusive',
    'exit-code': '3',
    reason: expect.stringMatching(/^scenario\.yml:\d+:\d+: .*stepps/),
    experiments: '0',
    upheld: '0',
    refuted: '0',
    inconclusive: '0',
    report: '',
    journal: '',
  });
  expect(runner.summary()).toMatch(
    /# \? chaos-gate: inconclusive\n\nNo experiment was judged \(exit code 3\):\n\n- scenario.*stepps/,
  );
  expect(workflowCommands(file.log).join('\n')).toMatch(/^::error file=scenario\.yml,line=\d+,col=\d+::.*stepps/m);
  await using post = runner.post();
  expectCode(await post.ended, 0);
});

test.concurrent('a cancelled job (SIGINT): undone and ended within the 7.5 s that the runner gives', async () => {
  using runner = prepare(scenarioFile({ steps: [killOne, { wait: { seconds: 600 } }] }));
  await using main = runner.main(inputs);
  await main.said('landed');
  const cluster = embeddedProcess(`${runner.workspace.path}/chaos-gate-out`);
  const cancelled = performance.now();
  main.child.kill('SIGINT');
  const { code } = await main.ended;
  expect(performance.now() - cancelled).toBeLessThan(7500);
  expect(code).toBe(130);
  expect(cluster?.lives()).toBe(false);
  expect(runner.outputs()).toMatchObject({ verdict: 'inconclusive', 'exit-code': '130' });
});

test.concurrent('a main program that is killed: post takes down what the run made', async () => {
  using runner = prepare(scenarioFile({ steps: [killOne, { wait: { seconds: 600 } }] }));
  await using main = runner.main({ ...inputs, keep: 'false' });
  await main.said('landed');
  const cluster = embeddedProcess(`${runner.workspace.path}/chaos-gate-out`);
  main.child.kill('SIGKILL');
  await main.ended;
  await using post = runner.post();
  const { code, log } = await post.ended;
  expect({ code, log }).toEqual({ code: 0, log: expect.stringMatching(/embedded cluster embedded is (deleted|gone)/) });
  await cluster?.ended();
});

test.concurrent('post leaves alone what another run left in the folder that main refused', async () => {
  using runner = prepare(scenarioFile({ steps: [killOne, { wait: { seconds: 600 } }] }));
  await using killed = runner.main(inputs);
  await killed.said('landed');
  const cluster = embeddedProcess(`${runner.workspace.path}/chaos-gate-out`);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const before = readFileSync(`${runner.workspace.path}/chaos-gate-out/undo.ndjson`, 'utf8');
  runner.workspace.write('scenario.yml', 'scenarios: none');
  await using refused = runner.main(inputs);
  expectCode(await refused.ended, 3);
  await using post = runner.post();
  expect(await post.ended).toEqual({ code: 0, log: '' });
  expect(readFileSync(`${runner.workspace.path}/chaos-gate-out/undo.ndjson`, 'utf8')).toBe(before);
  expectCode(await runGate(['undo', 'chaos-gate-out'], { cwd: runner.workspace.path }), 0);
  await cluster?.ended();
});

test.concurrent('a hostile name issues no workflow command', async () => {
  const name = '::error::owned\n::set-output name=verdict::upheld%0A::stop-commands::x';
  const typo = {
    podAction: { ...killOne.podAction, matches: [{ labels: { selector: 'app=wbe', namespace: 'shop' } }] },
  };
  using runner = prepare(scenarioFile({ steps: [typo], more: { name } }));
  await using main = runner.main(inputs);
  const { code, log } = await main.ended;
  expect(code).toBe(2);
  const known = /^::(error( title=.*)?,?|group|endgroup|notice|warning|save-state|add-mask)/;
  for (const line of workflowCommands(log)) {
    expect(line).toMatch(known);
    expect(line).not.toMatch(/^::error::owned/);
  }
  expect(runner.outputs().verdict).toBe('inconclusive');
});

test.concurrent('a cluster that was there before and is kept: its own kubeconfig is the output', async () => {
  using runner = prepare(scenarioFile({ file: { app: {} } }));
  await using kept = await openKeptCluster(runner.workspace);
  const existing = { cluster: 'existing', kubeconfig: kept.kubeconfig, 'allow-context': 'chaos-gate-embedded' };
  await using main = runner.main({ ...inputs, ...existing, keep: 'true' });
  expectCode(await main.ended, 2);
  expect(runner.outputs().kubeconfig).toBe(kept.kubeconfig);
});

test.concurrent('a cluster that never came up: no kubeconfig is the output, although it was to be kept', async () => {
  using runner = prepare(scenarioFile());
  await using main = runner.main({ ...inputs, timeout: '1ms', keep: 'true' });
  expectCode(await main.ended, 2);
  expect(runner.outputs().kubeconfig).toBe('');
});
