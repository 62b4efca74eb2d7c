import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type Measurement, probeOf } from '../../src/probes/index.ts';
import type { CommandProbe } from '../../src/scenario/suite.ts';
import { contextTo } from './servers.ts';

async function look(command: readonly string[], environment = {}, deadlineMs = 5_000): Promise<Measurement> {
  const spec: CommandProbe = { kind: 'probeCommand', command, environment, everyMs: 1000, timeoutMs: deadlineMs };
  await using probe = await probeOf(spec).open(spec, contextTo(undefined), AbortSignal.timeout(deadlineMs));
  return await probe.measure(AbortSignal.timeout(deadlineMs));
}

test('exit code 0 is ok, with the number that was printed alone as its value', async () => {
  expect(await look(['true'])).toEqual({ r: 'ok' });
  expect(await look(['echo', ' -12.5e1 '])).toEqual({ r: 'ok', v: -125 });
  expect(await look(['echo', '3 pods'])).toEqual({ r: 'ok' });
});

test('the environment reaches it, a shell does not', async () => {
  expect(await look(['printenv', 'LIMIT'], { LIMIT: '7' })).toEqual({ r: 'ok', v: 7 });
  expect(await look(['echo', '$LIMIT'], { LIMIT: '7' })).toEqual({ r: 'ok' });
});

test('another end fails and says which', async () => {
  expect(await look(['sh', '-c', 'echo 5; exit 3'])).toEqual({ r: 'fail', why: 'the command ended with exit code 3' });
  expect(await look(['sh', '-c', 'kill -9 $$'])).toEqual({ r: 'fail', why: 'the command ended with SIGKILL' });
});

test('no end before the deadline fails', async () => {
  expect(await look(['sleep', '60'], {}, 100)).toEqual({
    r: 'fail',
    why: 'the command did not end within its deadline',
  });
});

test('a command that is not there, or may not be executed, is a broken probe', async () => {
  expect(await look(['no-such-command'])).toEqual({ r: 'broken', why: 'no-such-command is not on PATH' });
  const file = fileURLToPath(import.meta.url);
  expect(await look([file])).toEqual({ r: 'broken', why: `${file} is not an executable file` });
});
