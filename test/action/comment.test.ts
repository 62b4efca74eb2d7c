import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { openOracle } from '../support/oracle.ts';
import { scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { openPullRequest } from './pull-request.ts';
import { openRunner, type Runner, workflowCommands } from './runner.ts';

function prepare(): Runner {
  const runner = openRunner();
  runner.workspace.write('app.yml', testApp({ oracle: openOracle(runner.workspace.path, () => ({})).path }));
  runner.workspace.write('scenario.yml', scenarioFile());
  return runner;
}

const inputs = {
  scenarios: 'scenario.yml',
  seed: '7',
  comment: 'always',
  upload: 'always',
  'github-token': 'ghs_0123456789',
};

test.concurrent('one comment on the pull request: written by the first run, replaced by the next, others left alone', async () => {
  using runner = prepare();
  await using pull = await openPullRequest(runner.workspace);
  for (const run of [1, 2]) {
    await using main = runner.main(inputs, pull.environment);
    const { code, log } = await main.ended;
    expect({ run, code, log }).toMatchObject({ code: 0, log: expect.stringContaining('::add-mask::ghs_0123456789') });
  }
  expect(pull.comments).toEqual([
    { id: 1, body: 'Somebody else said something.' },
    { id: 2, body: expect.stringMatching(/^<!-- chaos-gate: chaos \/ kind \/ gate -->\n## . chaos-gate: upheld/) },
  ]);
  expect(pull.requests.filter(request => !request.startsWith('GET'))).toEqual([
    'POST /repos/o/r/issues/7/comments',
    'PATCH /repos/o/r/issues/comments/2',
  ]);
  const upload = runner.outputs().upload?.split('\n') ?? [];
  expect(upload.map(path => path.split('/').at(-1))).toEqual(
    expect.arrayContaining([
      'journal.ndjson',
      'verdict.json',
      'summary.md',
      'report.html',
      'junit.xml',
      'results.sarif',
    ]),
  );
  expect(upload.join('\n')).not.toContain('kubeconfig');
});

test.concurrent('a fork’s token may not comment: a notice, and the verdict stays', async () => {
  using runner = prepare();
  await using pull = await openPullRequest(runner.workspace, { readOnly: true });
  await using main = runner.main(inputs, pull.environment);
  const { code, log } = await main.ended;
  expectCode({ code, log }, 0);
  expect(workflowCommands(log)).toContainEqual(
    expect.stringMatching(/^::notice::no comment on the pull request: .*403/),
  );
  expect(workflowCommands(log).filter(line => /^::(error|warning)/.test(line))).toEqual([]);
  expect(runner.outputs().verdict).toBe('upheld');
  expect(pull.comments).toHaveLength(1);
});

test.concurrent('the run of the base branch as baseline: the difference is in the comment, the summary and an output; one that is not there costs nothing', async () => {
  using runner = prepare();
  await using pull = await openPullRequest(runner.workspace);
  await using base = runner.main({ ...inputs, out: 'base', baseline: 'nowhere' }, pull.environment);
  const before = await base.ended;
  expectCode(before, 0);
  expect(workflowCommands(before.log)).toContainEqual(expect.stringMatching(/^::notice::no comparison: .*nowhere/));
  expect(runner.outputs().comparison).toBe('');
  expect(pull.comments.at(-1)?.body).not.toContain('Against the run');
  await using head = runner.main({ ...inputs, baseline: 'base' }, pull.environment);
  expectCode(await head.ended, 0);
  // A run of a few seconds has too few samples to tell, and says so.
  expect(runner.outputs().comparison).toBe('cannot tell');
  expect(pull.comments.at(-1)?.body).toMatch(/### \? Against the run of .*: cannot tell/);
  expect(runner.summary()).toMatch(/### \? Against the run of .*: cannot tell/);
});
