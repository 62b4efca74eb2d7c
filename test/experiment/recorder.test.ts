import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { openRecorder } from '../../src/experiment/recorder.ts';
import type { JournalEvent } from '../../src/journal/event.ts';
import { openFolder } from '../support/gate.ts';

const message = (text: string): JournalEvent => ({ type: 'message', t: 0, level: 'progress', text });

test('events survive a SIGKILL of the process that recorded them', async () => {
  using folder = openFolder();
  const file = `${folder.path}/journal.ndjson`;
  const recorder = new URL('../../src/experiment/recorder.ts', import.meta.url).href;
  const script = `
    import { openRecorder } from ${JSON.stringify(recorder)};
    const { record } = openRecorder(${JSON.stringify(file)}, [], failure => { throw failure; });
    for (let n = 0; ; n++) {
      record({ type: 'message', t: n, level: 'progress', text: 'x'.repeat(n % 500) });
      if (n % 100 === 0) { console.log(n); await new Promise(resolve => setTimeout(resolve, 1)); }
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let recorded = 0;
  for await (const line of createInterface(child.stdout)) {
    recorded = Number(line);
    if (recorded >= 1000) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  expect(whole.length).toBeGreaterThan(recorded);
  expect(whole.map(line => JSON.parse(line).t)).toEqual(whole.map((_line, n) => n));
});

test('a disk that is full: the first failure is heard once, whoever watches still hears the events', () => {
  const heard: JournalEvent[] = [];
  const failures: string[] = [];
  using recorder = openRecorder('/dev/full', [event => heard.push(event)], failure => failures.push(failure.message));
  recorder.record(message('one'));
  recorder.record(message('two'));
  expect(heard.length).toBe(2);
  expect(failures).toEqual([expect.stringMatching(/^the journal \/dev\/full cannot be written: .*ENOSPC/)]);
});

test('a journal that cannot be opened is an infrastructure failure', () => {
  const open = () => openRecorder('/nowhere/journal.ndjson', [], () => {});
  expect(open).toThrow(expect.objectContaining({ name: 'InfrastructureFailure', exitCode: 4 }));
});
