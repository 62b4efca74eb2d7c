import { describe, expect, test } from '@jest/globals';
import { isSealEnabled, readSealWish, sealRefusal } from '../../src/scenario/pods/seal-labels.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder } from '../support/gate.ts';
import { outcomeOf, runPolicy } from './policy-run.ts';

const monday = (time: string) => new Date(`2026-11-23T${time}`);
const certain = { next: () => 0 };
const unlucky = { next: () => 0.999 };
const pod = (labels: Record<string, string>, annotations: Record<string, string> = {}) => ({
  metadata: { labels, annotations },
});

describe('seal/* labels', () => {
  test('only what opted in, by label or annotation; the label wins', () => {
    expect(isSealEnabled(pod({}))).toBe(false);
    expect(isSealEnabled(pod({ 'seal/enabled': 'true' }))).toBe(true);
    expect(isSealEnabled(pod({}, { 'seal/enabled': 'true' }))).toBe(true);
    expect(isSealEnabled(pod({ 'seal/enabled': 'false' }, { 'seal/enabled': 'true' }))).toBe(false);
  });

  test('office hours where nothing is said, the end exclusive', () => {
    expect(readSealWish(pod({}))).toEqual({
      days: [1, 2, 3, 4, 5],
      startSecond: 36_000,
      endSecond: 63_000,
      probability: 1,
    });
    expect(sealRefusal(pod({}), monday('10:00:00'), unlucky)).toBeUndefined();
    expect(sealRefusal(pod({}), monday('09:59:59'), certain)).toMatch(/outside of/);
    expect(sealRefusal(pod({}), monday('17:29:59'), certain)).toBeUndefined();
    expect(sealRefusal(pod({}), monday('17:30:00'), certain)).toMatch(/outside of/);
    expect(sealRefusal(pod({}), new Date('2026-11-22T12:00:00'), certain)).toBe('seal/days leaves sun out');
  });

  test('what the pod says, commas by annotation', () => {
    const wish = pod({ 'seal/start-time': '00-00-00', 'seal/end-time': '01-02-03' }, { 'seal/days': 'sat,sun' });
    expect(readSealWish(wish)).toEqual({ days: [6, 0], startSecond: 0, endSecond: 3723, probability: 1 });
  });

  test('chance is drawn', () => {
    const half = pod({ 'seal/kill-probability': '0.5' });
    expect(sealRefusal(half, monday('12:00:00'), certain)).toBeUndefined();
    expect(sealRefusal(half, monday('12:00:00'), unlucky)).toMatch(/spared it/);
  });

  test.each([
    ['seal/days', 'mo', /expected days/],
    ['seal/start-time', '10:00:00', /start-time is no time/],
    ['seal/end-time', '25-00-00', /end-time is no time/],
    ['seal/kill-probability', '1.5', /expected a number from 0 to 1/],
    ['seal/kill-probability', 'often', /expected a number from 0 to 1/],
  ])('%s: %s leaves the pod alone, and says why (PowerfulSeal crashes on times)', (key, value, why) => {
    expect(sealRefusal(pod({ [key]: value }), monday('12:00:00'), certain)).toMatch(why);
  });
});

test('a podAction on the embedded cluster hits the pods that opted in, and no others', async () => {
  using folder = openFolder();
  const deployment = (name: string, labels: Record<string, string>, annotations: Record<string, string> = {}) =>
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'default' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name, ...labels }, annotations },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              { name: 'app', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] },
            ],
          },
        },
      },
    });
  const always = {
    'seal/days': 'mon,tue,wed,thu,fri,sat,sun',
    'seal/start-time': '00-00-00',
    'seal/end-time': '23-59-59',
  };
  const objects = [
    deployment('silent', {}),
    deployment('willing', { 'seal/enabled': 'true' }, always),
    deployment('lucky', { 'seal/enabled': 'true', 'seal/kill-probability': '0' }, always),
    deployment('unreadable', { 'seal/enabled': 'true', 'seal/start-time': 'noon' }, {}),
  ];
  folder.write('app.yml', objects.join('\n---\n'));
  const matches = [{ sealLabels: { namespace: 'default' } }];
  const policy = {
    scenarios: [
      { name: 'hits', steps: [{ podAction: { matches, actions: [{ checkPodCount: { count: 1 } }, { kill: {} }] } }] },
      {
        name: 'elsewhere',
        steps: [{ podAction: { matches: [{ sealLabels: { namespace: 'kube-public' } }], actions: [{ kill: {} }] } }],
      },
    ],
  };
  const run = await runPolicy(folder, policy, ['--app', 'app.yml']);
  expectCode(run, 2);
  expect(run.experiment('hits')).toMatchObject({
    verdict: 'upheld',
    faults: [{ kind: 'kill', targets: [{ name: expect.stringMatching(/^willing-/) }], receipt: { landed: true } }],
  });
  expect(outcomeOf(run.experiment('elsewhere'))).toBe('no-target');
  expect(run.experiment('elsewhere').reasons[0]?.message).toContain('none of them has seal/enabled');
}, 60_000);
