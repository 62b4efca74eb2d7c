import { expect, test } from '@jest/globals';
import { defaultDeployTimeoutMs, defaultOut, defaultTimeoutMs, flagsOf, type GateOptions } from '../../src/options.ts';
import { reproduce } from '../../src/report/wording.ts';
import { runStarted } from '../judge/journal-builder.ts';
import { inputOf } from '../report/report-inputs.ts';
import { refuted } from '../report/sample-journals.ts';

const plain: GateOptions = {
  files: ['a.yml'],
  cluster: {},
  keep: false,
  app: [],
  images: [],
  scenarios: [],
  compat: 'strict',
  failOn: 'inconclusive',
  timeoutMs: defaultTimeoutMs,
  deployTimeoutMs: defaultDeployTimeoutMs,
  out: defaultOut,
};

test('what a run was not given is not among its flags', () => {
  expect(flagsOf(plain)).toEqual([]);
});

test('the command that does it again has every flag that the run was given, quoted for a shell', () => {
  const flags = flagsOf({
    ...plain,
    cluster: { nodes: 2, kubeconfig: "it's mine.yaml", context: 'prod' },
    allowContext: 'prod',
    app: ['k8s', 'more.yml'],
    images: ['shop:dev'],
    failOn: 'refuted',
    timeoutMs: 90_000,
  });
  const events = refuted.map(event => (event.type === 'run-started' ? { ...runStarted, ...event, flags } : event));
  expect(reproduce(inputOf(events).result)).toMatch(
    / --nodes 2 --kubeconfig 'it'\\''s mine\.yaml' --context prod --allow-context prod --app k8s --app more\.yml --image shop:dev --fail-on refuted --timeout 1m30s$/,
  );
});

test('of one experiment: all files of the run, for its app and its cluster may stand in another one', () => {
  const { result } = inputOf(refuted);
  const files = ['app.yml', 'more.yml'];
  const experiment = { ...result.experiments[0]!, name: '--all down', file: 'more.yml' };
  expect(reproduce({ ...result, files }, experiment)).toMatch(
    /^chaos-gate run app\.yml more\.yml '--scenario=--all down' --seed /,
  );
});

test('scenarios that were chosen are chosen again; a command for one experiment names that one alone', () => {
  const { result } = inputOf(refuted);
  const flags = flagsOf({ ...plain, scenarios: ['web *', '-x'], timeoutMs: 60_000 });
  const chosen = { ...result, flags };
  expect(reproduce(chosen)).toMatch(/ --timeout 1m '--scenario=web \*' --scenario=-x$/);
  const one = reproduce(chosen, { ...result.experiments[0]!, name: 'web answers' });
  expect(one).toMatch(/ --scenario 'web answers' .* --timeout 1m$/);
});
