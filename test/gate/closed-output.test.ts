import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { pendingEntries, readUndoJournal } from '../../src/undo/undo-journal.ts';
import { openFolder, program, readVerdict } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { embeddedProcess, otherProcess } from '../support/processes.ts';
import { killOne, podAction, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

const pause = {
  processAction: {
    matches: podAction([]).podAction.matches,
    filters: [{ randomSample: { size: 1 } }],
    pause: {},
    duration: '600s',
  },
};

function prepare(steps: readonly unknown[]) {
  const folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile({ steps }));
  return folder;
}

const run = ['run', 'scenario.yml', '--out', 'out', '--seed', '7'];

/** Starts a run, and closes this end of its standard output and error when it has said this. */
async function leaveAfter(text: string, cwd: string): Promise<ChildProcess> {
  const environment = { ...process.env, NODE_OPTIONS: '', CI: 'true' };
  const child = spawn(process.execPath, [program, ...run], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for await (const chunk of child.stderr) {
    said += chunk;
    if (said.includes(text)) break;
  }
  child.stdout.destroy();
  child.stderr.destroy();
  expect(said).toContain(text);
  return child;
}

test.concurrent('nobody reads standard error and standard output any more: the run goes on to its own verdict and reports', async () => {
  using folder = prepare([killOne]);
  const gate = await leaveAfter('  baseline\n', folder.path);
  const [code] = await once(gate, 'exit');
  expect(readVerdict(`${folder.path}/out`)).toMatchObject({ verdict: 'upheld', exitCode: 0 });
  expect(code).toBe(0);
  expect(readFileSync(`${folder.path}/out/report.html`, 'utf8')).toContain('web survives');
  expect(pendingEntries(readUndoJournal(`${folder.path}/out/undo.ndjson`))).toEqual([]);
});

test.concurrent('SIGTERM to a run whose output nobody reads: the fault is undone, exit 143', async () => {
  using folder = prepare([pause]);
  const gate = await leaveAfter('landed', folder.path);
  gate.kill('SIGTERM');
  const [code] = await once(gate, 'exit');
  expect(code).toBe(143);
  expect(readVerdict(`${folder.path}/out`)?.experiments[0]?.faults[0]).toMatchObject({ undone: true });
});

const pipelines: [string, string, string][] = [
  ['schema', 'set -o pipefail; "$NODE" "$PROGRAM" schema | head -1', '{\n'],
  ['--help', 'set -o pipefail; "$NODE" "$PROGRAM" --help | true', ''],
];

test.concurrent.each(pipelines)('%s whose reader has had enough ends quietly', async (_name, line, stdout) => {
  const environment = { ...process.env, NODE: process.execPath, PROGRAM: program, NODE_OPTIONS: '' };
  const ended = spawnSync('bash', ['-c', line], { env: environment, encoding: 'utf8' });
  expect(ended).toMatchObject({ status: 0, stdout, stderr: '' });
});

test.concurrent('standard output on a full disk is not taken for printed: one sentence, exit 4', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program, 'schema'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringMatching(/^standard output .*ENOSPC.*\n$/) });
});

const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;
const name = 'a terminal that is closed (SIGHUP, then EIO): the fault is undone, the verdict says so';
(hasScript ? test.concurrent : test.skip)(hasScript ? name : `${name} (needs script of util-linux)`, async () => {
  using folder = prepare([pause]);
  const { CI: _ci, ...inherited } = process.env;
  const line = `echo $$ > pid; exec "$NODE" "$PROGRAM" ${run.join(' ')}`;
  const terminal = spawn('script', ['-qefc', line, 'typescript'], {
    cwd: folder.path,
    env: { ...inherited, NODE: process.execPath, PROGRAM: program, NODE_OPTIONS: '', TERM: 'xterm-256color' },
    stdio: 'ignore',
  });
  const out = `${folder.path}/out`;
  await seen(() => readFileSync(`${folder.path}/typescript`, 'utf8'), 'landed');
  const gate = otherProcess(Number(readFileSync(`${folder.path}/pid`, 'utf8')));
  const cluster = embeddedProcess(out);
  expect(gate.lives()).toBe(true);
  terminal.kill('SIGKILL');
  await gate.ended();
  const interrupted = expect.objectContaining({ code: 'interrupted', message: 'interrupted by SIGHUP' });
  expect(readVerdict(out)).toMatchObject({
    exitCode: 143,
    experiments: [{ reasons: expect.arrayContaining([interrupted]), faults: [{ undone: true }] }],
  });
  await cluster?.ended();
});

/** Resolves when a file that grows has this text. */
async function seen(read: () => string, text: string): Promise<void> {
  for (;;) {
    try {
      if (read().includes(text)) return;
    } catch (error) {
      // Not begun yet.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
