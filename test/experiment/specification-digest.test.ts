import { describe, expect, test } from '@jest/globals';
import { digestProbe, digestStep } from '../../src/experiment/specification-digest.ts';
import type { CommandActionStep, HttpProbe, ObjectActionStep, Step } from '../../src/scenario/suite.ts';

const at = { file: 'a.yml', line: 3, column: 5 };
const elsewhere = { file: 'b.yml', line: 90, column: 1 };

const scale: ObjectActionStep = {
  kind: 'objectAction',
  at,
  object: { kind: 'Deployment', name: 'web', namespace: 'shop' },
  change: { kind: 'scale', replicas: 2 },
  durationMs: 5000,
};
const command: CommandActionStep = {
  kind: 'commandAction',
  at,
  do: ['break', '--hard'],
  environment: { TOKEN: 'one', REGION: 'eu' },
};
const pods: Step = {
  kind: 'podAction',
  at,
  matches: [{ kind: 'labels', at, selector: 'app=web', namespace: 'shop' }],
  filters: [],
  actions: [{ kind: 'wait', at, ms: 10 }],
};
const patch = (value: object): Step => ({ ...scale, change: { kind: 'patch', patch: { spec: value } } });
const http: HttpProbe = {
  kind: 'probeHTTP',
  everyMs: 50,
  timeoutMs: 1000,
  target: { url: 'http://shop' },
  endpoint: '/',
  method: 'get',
  headers: [{ name: 'Authorization', value: 'Bearer one' }],
  code: 200,
  insecure: false,
  keepAlive: false,
};

describe('the same step', () => {
  test.each<[string, Step, Step]>([
    [
      'at another place',
      pods,
      { ...pods, at: elsewhere, matches: pods.matches.map(match => ({ ...match, at: elsewhere })) },
    ],
    ['written in another order', patch({ a: 1, b: 2 }), patch({ b: 2, a: 1 })],
    ['with another secret', command, { ...command, environment: { REGION: 'us', TOKEN: 'two' } }],
    ['with what is absent', scale, { ...scale, durationMs: scale.durationMs, ...{ more: undefined } }],
  ])('%s', (_, a, b) => {
    expect(digestStep(a)).toMatch(/^[0-9a-f]{16}$/);
    expect(digestStep(b)).toBe(digestStep(a));
  });
});

describe('another step', () => {
  test.each<[string, Step, Step]>([
    ['another number', scale, { ...scale, change: { kind: 'scale', replicas: 1 } }],
    ['another duration', scale, { ...scale, durationMs: 4000 }],
    ['another target', scale, { ...scale, object: { ...scale.object, name: 'api' } }],
    ['another order of a list', command, { ...command, do: ['--hard', 'break'] }],
    ['another variable', command, { ...command, environment: { TOKEN: 'one' } }],
    ['what only looks like a position', patch({ at: { file: 'a', line: 1 } }), patch({ at: { file: 'b', line: 1 } })],
  ])('%s', (_, a, b) => {
    expect(digestStep(b)).not.toBe(digestStep(a));
  });
});

test('a probe is the same whatever its pace and its secrets are, and another where it asks something else', () => {
  const slower = { ...http, everyMs: 500, headers: [{ name: 'Authorization', value: 'Bearer two' }] };
  expect(digestProbe(slower)).toBe(digestProbe(http));
  expect(digestProbe({ ...http, endpoint: '/cart' })).not.toBe(digestProbe(http));
  expect(digestProbe({ ...http, headers: [] })).not.toBe(digestProbe(http));
});
