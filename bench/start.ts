import { spawnSync } from 'node:child_process';
import { medianOf, printFigure } from './figure.ts';

// How long the command line takes to start, against a bare Node in the same run. Target: at most 5 times.
const rounds = 15;

const bare = { name: 'node -e 0', argv: ['-e', '0'], times: [] as number[] };
const candidates = [
  { name: 'chaos-gate --version', argv: ['dist/cli.js', '--version'], times: [] as number[] },
  {
    name: 'chaos-gate validate',
    argv: ['dist/cli.js', 'validate', 'fixtures/scenarios/demo/1-one-after-another.yml'],
    times: [] as number[],
  },
];

function start(argv: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

for (let round = 0; round < rounds; round++)
  for (const { argv, times } of [bare, ...candidates]) times.push(start(argv));

const bareMs = medianOf(bare.times);
printFigure({ name: bare.name, measured: `${bareMs.toFixed(0)} ms` });
for (const { name, times } of candidates) {
  const ms = medianOf(times);
  printFigure({ name, measured: `${ms.toFixed(0)} ms`, ratio: ms / bareMs, target: 5 });
}
