import { spawnSync } from 'node:child_process';
import { medianOf, printFigure } from './figure.js';

// How long the command line takes to start, against a bare Node in the same run. Target: at most 5 times.
const rounds = 15;

const once = argv => {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
};
const candidates = {
  'node -e 0': ['-e', '0'],
  'chaos-gate --version': ['dist/cli.js', '--version'],
  'chaos-gate validate': ['dist/cli.js', 'validate', 'fixtures/scenarios/demo/1-half-crash.yml'],
};
const times = Object.fromEntries(Object.keys(candidates).map(name => [name, []]));
for (let round = 0; round < rounds; round++)
  for (const [name, argv] of Object.entries(candidates)) times[name].push(once(argv));

const bare = medianOf(times['node -e 0']);
for (const [name, measured] of Object.entries(times)) {
  const median = medianOf(measured);
  printFigure({
    name,
    measured: `${median.toFixed(0)} ms`,
    ratio: median / bare,
    target: name.startsWith('chaos-gate') ? 5 : undefined,
  });
}
