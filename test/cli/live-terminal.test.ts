import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, program, readVerdict } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { podAction, scenarioFile, webProbe } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

/** `script` of util-linux gives a command a terminal of its own, and keeps what it wrote there. */
const missing = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux')
      ? undefined
      : 'its script is not that of util-linux';
  } catch {
    return 'there is no script (util-linux) here';
  }
})();

function terminalTest(name: string, body: () => Promise<void>): void {
  if (missing === undefined) test.concurrent(name, body, 90_000);
  else test.skip(`${name} (${missing})`, () => {});
}

/** Runs an experiment that is refuted in a terminal of this many columns; returns what a person saw and the exit code. */
async function runInTerminal(columns: number, environment: NodeJS.ProcessEnv = {}) {
  using folder = openFolder();
  // The only pod comes back slowly: the outage is longer than the pause between two samples, whatever the machine does.
  const { path: oracle } = openOracle(folder.path, start => (start < 1 ? {} : { startMs: 1500 }));
  folder.write('app.yml', testApp({ oracle, replicas: 1 }));
  const steps = [podAction([{ killContainer: {} }])];
  folder.write('s.yml', scenarioFile({ steps, steadyState: [webProbe({}, { tolerance: { success: '100%' } })] }));
  const gate = `stty cols ${columns} rows 30; exec "$NODE" "$PROGRAM" run s.yml --seed 7`;
  const { CI: _ci, NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const child = spawn('script', ['-qefc', gate, 'typescript'], {
    cwd: folder.path,
    env: {
      ...inherited,
      NODE: process.execPath,
      PROGRAM: program,
      NODE_OPTIONS: '',
      TERM: 'xterm-256color',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const { durationMs = 0 } = readVerdict(`${folder.path}/chaos-gate-out`) ?? {};
  return { code, durationMs, seen: readFileSync(`${folder.path}/typescript`, 'utf8') };
}

/** The colours and other styles of a text. */
const styles = /\u001b\[[\d;]*m/g;

terminalTest(
  'on a terminal: a live view that is replaced, lines that stay, the table, the command to do it again',
  async () => {
    const { code, durationMs, seen } = await runInTerminal(100);
    const plain = seen.replace(styles, '');
    expectCode({ code, plain }, 1);
    for (const text of [
      /baseline [\d.]+ m?s · waits for the steady state · at least [\d.]+ m?s left/,
      /web answers {2,}[▁-█✗ ]+ {2}\d+ samples/,
      /recovery [\d.]+ m?s · waits for 1 s of steady state · at most [\d.]+ s left/,
      /killContainer landed: /,
      /✘ refuted {2,}web survives/,
      /again:\r?\n {2}chaos-gate run s\.yml --scenario 'web survives' --seed 7 --cluster embedded/,
    ])
      expect(plain).toMatch(text);
    // The view was erased before each line that stays, and at the end.
    expect(plain).toContain('\u001b[J');
    expect(seen).toMatch(/\u001b\[31m✗/);
    // Not more than ten a second.
    const redraws = plain.split('\u001b[J').length;
    expect(redraws).toBeGreaterThan(10);
    expect(redraws).toBeLessThan((durationMs / 1000) * 10 + linesThatStay(plain));
  },
);

terminalTest('NO_COLOR on a narrow terminal: no style at all, and no line of the view is wider', async () => {
  const { code, seen } = await runInTerminal(40, { NO_COLOR: '1' });
  expect(code).toBe(1);
  expect(seen).not.toMatch(styles);
  const views = [...seen.matchAll(/\u001b\[J(?=baseline|method|recovery)([^\u001b]*?)\r*\u001b/g)].map(
    ([, view]) => view!,
  );
  expect(views.length).toBeGreaterThan(5);
  expect(views.flatMap(view => view.split(/\r?\n/)).filter(line => line.length >= 40)).toEqual([]);
  expect(views.join(' ').replace(/\s+/g, ' ')).toContain('waits for the steady state');
});

terminalTest('in CI a terminal gets plain lines', async () => {
  const { code, seen } = await runInTerminal(100, { CI: 'true' });
  expect(code).toBe(1);
  expect(seen).not.toContain('\u001b[J');
  expect(seen).not.toContain('samples · last');
  expect(seen).toMatch(/^ {2}baseline\r?$/m);
});

/** Each of them erases the view once more. */
function linesThatStay(seen: string): number {
  return seen.split('\n').length;
}
