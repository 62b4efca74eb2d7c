import { expect, test } from '@jest/globals';
import { createBackOff, formatSeconds } from '../../../src/embedded/kubelet/container/back-off.ts';
import { mapPath, mapPathsIn } from '../../../src/embedded/kubelet/container/path-mapping.ts';
import { expand } from '../../../src/embedded/kubelet/environment/expansion.ts';
import { nodeNames } from '../../../src/embedded/kubelet/node/node-object.ts';
import { podPhase } from '../../../src/embedded/kubelet/pod/pod-phase.ts';
import { parseQuantity } from '../../../src/embedded/quantity.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test('back-off: at once, then 10 s doubling to 5 min, and anew after 10 min without a restart', () => {
  const backOff = createBackOff();
  const waits: number[] = [];
  let now = 0;
  for (let crash = 0; crash < 8; crash++) {
    const finishedAt = now;
    waits.push(backOff.remainingMs(finishedAt, now) / SECOND);
    now += backOff.remainingMs(finishedAt, now);
    backOff.advance(finishedAt, now);
    now += SECOND;
  }
  expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  now += 9 * MINUTE;
  expect(backOff.remainingMs(now, now)).toBe(5 * MINUTE);
  now += 2 * MINUTE;
  expect(backOff.remainingMs(now, now)).toBe(0);
  backOff.advance(now, now);
  expect(backOff.delayMs).toBe(10 * SECOND);
});

test('the wait counts from the end of the container', () => {
  const backOff = createBackOff();
  backOff.advance(0, 0);
  expect(backOff.remainingMs(5 * SECOND, 8 * SECOND)).toBe(7 * SECOND);
});

test.each([
  [10 * SECOND, '10s'],
  [80 * SECOND, '1m20s'],
  [5 * MINUTE, '5m0s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatSeconds(milliseconds)).toBe(text);
});

test.each([
  ['$(A)-$(B)', 'one-$(B)'],
  ['$$(A)', '$(A)'],
  ['$$$(A)', '$one'],
  ['$A $ $(', '$A $ $('],
])('%s expands to %s', (text, expected) => {
  expect(expand(text, name => ({ A: 'one' })[name])).toBe(expected);
});

test.each([
  ['250m', 0.25],
  ['64Mi', 64 * 2 ** 20],
  ['1e3', 1000],
  ['2G', 2e9],
])('quantity %s', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

const mappings = [
  { from: '/etc/config', to: '/host/a' },
  { from: '/etc/config/deep', to: '/host/b' },
];

test('the longest mapped path wins, and only whole names count', () => {
  expect(mapPath('/etc/config/x', mappings)).toBe('/host/a/x');
  expect(mapPath('/etc/config/deep/x', mappings)).toBe('/host/b/x');
  expect(mapPath('/etc/configuration', mappings)).toBeUndefined();
});

test('paths are mapped inside longer arguments', () => {
  expect(mapPathsIn('cat /etc/config/x>/etc/config/y; ls "/etc/config"', mappings)).toBe(
    'cat /host/a/x>/host/a/y; ls "/host/a"',
  );
  expect(mapPathsIn('--file=/etc/config/x', mappings)).toBe('--file=/host/a/x');
  expect(mapPathsIn('http://web/etc/config /srv/etc/config', mappings)).toBe('http://web/etc/config /srv/etc/config');
});

test('nodes are called as kind calls them', () => {
  expect(nodeNames('demo', 3)).toEqual(['demo-control-plane', 'demo-worker', 'demo-worker2']);
});

const ran = (exitCode: number) => ({ terminated: { exitCode } });
const status = (name: string, state: object, lastState: object = {}) =>
  ({ name, state, lastState, ready: false, restartCount: 0, image: '', imageID: '' }) as never;

test.each([
  ['Always', ran(0), 'Running'],
  ['OnFailure', ran(0), 'Succeeded'],
  ['OnFailure', ran(1), 'Running'],
  ['Never', ran(1), 'Failed'],
  ['Always', { running: {} }, 'Running'],
  ['Always', { waiting: {} }, 'Pending'],
])('restart policy %s and a container that is %j make the pod %s', (restartPolicy, state, phase) => {
  const spec = { restartPolicy, containers: [{ name: 'main' }] };
  expect(podPhase(spec, [], [status('main', state)], false)).toBe(phase);
});

test('a pod in back-off runs, and one that is ending has ended', () => {
  const spec = { restartPolicy: 'Always', containers: [{ name: 'main' }] };
  expect(podPhase(spec, [], [status('main', { waiting: {} }, ran(1))], false)).toBe('Running');
  expect(podPhase(spec, [], [status('main', ran(0))], true)).toBe('Succeeded');
  expect(podPhase(spec, [], [status('main', ran(137))], true)).toBe('Failed');
});

test('init containers hold the phase back, and fail the pod when they may not be repeated', () => {
  const spec = { restartPolicy: 'Never', containers: [{ name: 'main' }], initContainers: [{ name: 'first' }] };
  const main = status('main', { waiting: {} });
  expect(podPhase(spec, [status('first', { running: {} })], [main], false)).toBe('Pending');
  expect(podPhase(spec, [status('first', ran(1))], [main], false)).toBe('Failed');
  expect(podPhase({ ...spec, restartPolicy: 'Always' }, [status('first', ran(1))], [main], false)).toBe('Pending');
});
