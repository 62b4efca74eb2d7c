import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { startClock } from '../src/experiment/clock.ts';
import { startObservation } from '../src/experiment/observation.ts';
import { watchStalls } from '../src/experiment/stall-watch.ts';
import { probeHttp } from '../src/probes/probe-http.ts';
import type { HttpProbe } from '../src/scenario/suite.ts';
import { printFigure } from './figure.ts';

// 1,000 open-loop samples a second for 30 s against a server (a process of its own) that answers in 20 to 60 ms:
// the share sent late by more than 10 ms (target ≤ 1 %), and the p99 reported, against `oha` on the same server where it is installed.
const seconds = 30;
const perSecond = 1000;
const lateMs = 10;

const program = `
const server = require('node:http').createServer((q, s) => setTimeout(() => s.end('ok'), 20 + Math.random() * 40));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
const server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = (await once(server.stdout, 'data')) as [Buffer];
const url = `http://127.0.0.1:${line.toString().trim()}/`;

try {
  const spec: HttpProbe = {
    kind: 'probeHTTP',
    target: { url },
    endpoint: '',
    method: 'get',
    headers: [],
    code: 200,
    insecure: false,
    keepAlive: false,
    everyMs: 1000 / perSecond,
    timeoutMs: 1000,
  };
  const probe = await probeHttp.open(spec, undefined as never, new AbortController().signal);
  // As an experiment does before its baseline.
  await probe.measure(AbortSignal.timeout(spec.timeoutMs));
  const clock = startClock();
  using stalls = watchStalls(clock);
  const sentAt: number[] = [];
  const slots: number[] = [];
  const answeredMs: number[] = [];
  let failed = 0;
  let unsent = 0;
  const before = process.cpuUsage();
  const observation = startObservation(
    [
      {
        index: 0,
        everyMs: spec.everyMs,
        timeoutMs: spec.timeoutMs,
        probe: {
          ...probe,
          measure(signal) {
            sentAt.push(clock.now());
            return probe.measure(signal);
          },
        },
      },
    ],
    {
      experiment: 0,
      clock,
      stalls,
      record({ t, r, ms }) {
        if (r === 'late' && ms === 0) unsent++;
        else slots.push(t);
        if (r === 'ok') answeredMs.push(ms);
        else failed++;
      },
    },
  );
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  await observation.stop();
  const { user, system } = process.cpuUsage(before);
  slots.sort((a, b) => a - b);
  const late = sentAt.filter((at, index) => at - (slots[index] ?? at) > lateMs).length + unsent;
  const sent = slots.length + unsent;
  const p99 = nearestRank(answeredMs, 0.99);
  printFigure({
    name: `sent late by more than ${lateMs} ms`,
    measured: `${late} of ${sent}`,
    ratio: (late / sent) * 100,
    target: 1,
    unit: '%',
  });
  printFigure({ name: 'not ok', measured: `${failed} of ${sent}` });
  printFigure({ name: 'processor time a second', measured: `${((user + system) / 1000 / seconds).toFixed(0)} ms` });

  const oha = spawnSync(
    'oha',
    [
      '--no-tui',
      '--output-format',
      'json',
      '--disable-keepalive',
      '-c',
      '120',
      '-q',
      String(perSecond),
      '-z',
      `${seconds}s`,
      '--latency-correction',
      url,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (oha.error) console.log('skipped: the comparison with oha, which is not installed');
  else {
    const reference = (JSON.parse(oha.stdout) as { latencyPercentiles: { p99: number } }).latencyPercentiles.p99 * 1000;
    printFigure({
      name: 'p99 reported',
      measured: `${p99.toFixed(1)} ms`,
      ratio: Math.abs(p99 / reference - 1) * 100,
      target: 10,
      unit: `% from oha's ${reference.toFixed(1)} ms`,
    });
  }
} finally {
  server.kill();
}

function nearestRank(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
