import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs the tests. They start real clusters and measure real time, so a machine with too much to do can fail one that is
// right: a few failed files run once more with the machine to themselves, and what passed only then is named at the end.
// What is broken fails both times. A file that takes long is not run again.
const fewFiles = 5;
const longMs = 5 * 60_000;

const first = runJest(process.argv.slice(2));
const failed = [...first.files].filter(([, file]) => file.failed.length > 0);
const again = failed.length <= fewFiles ? failed.filter(([, file]) => file.durationMs < longMs) : [];
const names = again.flatMap(([, file]) => file.failed);
let files = first.files;
if (again.length > 0) {
  console.log(`\n${names.length} failed, run once more, alone: ${again.map(([path]) => path).join(', ')}`);
  const config = configArguments(process.argv.slice(2));
  const alone = [
    '--runInBand',
    '--forceExit',
    '--maxConcurrency',
    '1',
    '--runTestsByPath',
    ...again.map(([path]) => path),
  ];
  files = new Map([...files, ...runJest([...config, ...alone]).files]);
}

const all = [...files.values()];
const stillFailed = new Set(all.flatMap(file => file.failed));
for (const name of all.flatMap(file => file.skipped)) console.log(`skipped: ${name}`);
for (const name of names.filter(each => !stillFailed.has(each)))
  console.log(`passed only when it ran again, alone: ${name}`);
const sum = count => all.reduce((total, file) => total + count(file), 0);
const failures = sum(file => file.failed.length);
console.log(`${sum(file => file.passed)} passed, ${failures} failed, ${sum(file => file.skipped.length)} skipped`);
process.exitCode = failures > 0 ? 1 : first.status !== 0 && failed.length === 0 ? first.status : 0;

/** Runs jest to its end; `files` is what test/support/totals-reporter.js wrote, by path, empty when jest did not come that far. */
function runJest(argv) {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-totals-'));
  const results = join(folder, 'results.json');
  const environment = {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    CHAOS_GATE_TEST_RESULTS: results,
  };
  try {
    const { status } = spawnSync('jest', argv, { stdio: 'inherit', env: environment });
    return { status: status ?? 1, files: readResults(results) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readResults(path) {
  try {
    return new Map(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return new Map();
  }
}

/** The flags that say which jest configuration the paths belong to. */
function configArguments(argv) {
  const at = argv.indexOf('--config');
  return at < 0 ? [] : argv.slice(at, at + 2);
}
