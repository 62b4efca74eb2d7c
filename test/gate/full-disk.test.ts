import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openFolder, startGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { embeddedProcess } from '../support/processes.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { expectMessage } from './expect-message.ts';

/** A file system of its own, small enough to fill. */
function mountSmall(path: string): boolean {
  mkdirSync(path);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', path]).status === 0;
}

const canMount = (() => {
  using folder = openFolder();
  const mounted = mountSmall(`${folder.path}/probe`);
  if (mounted) spawnSync('umount', [`${folder.path}/probe`]);
  return mounted;
})();

const name = 'a disk that is full while the journal is written: the run stops, undoes, exits 4';
(canMount ? test : test.skip)(canMount ? name : `${name} (needs the right to mount a tmpfs)`, async () => {
  using folder = openFolder();
  const disk = `${folder.path}/disk`;
  mountSmall(disk);
  try {
    folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
    folder.write('scenario.yml', scenarioFile({ steps: [killOne, { wait: { seconds: 600 } }] }));
    await using gate = startGate(['run', 'scenario.yml', '--out', `${disk}/out`], { cwd: folder.path });
    await gate.said('landed');
    const cluster = embeddedProcess(`${disk}/out`);
    fill(`${disk}/ballast`);
    const ended = await gate.ended;
    expectMessage(ended, 4, /journal .* cannot be written: ENOSPC/);
    expect(cluster?.lives()).toBe(false);
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}
