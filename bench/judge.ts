import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '../src/journal/index.ts';
import { createJudge } from '../src/judge/index.ts';
import { createReportFold, reports } from '../src/report/index.ts';
import { printFigure } from './figure.ts';

// A journal of 1,000,000 samples, each job in a process of its own: read and judged (target ≤ 3 s, ≤ 300 MB), every
// report made of it (≤ 5 s, ≤ 400 MB); beside them what nothing but JSON.parse takes for the same lines.
const sampleCount = 1_000_000;
const at = { file: 'scenarios/bench.yml', line: 1, column: 1 };

/** Each job reads the whole journal and says what it found. */
const jobs: Record<string, (file: string) => Promise<string>> = {
  async parse(file) {
    let lines = 0;
    let rest = '';
    for await (const piece of createReadStream(file, 'utf8')) {
      const parts = (rest + piece).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (JSON.parse(part).type === 's') lines++;
    }
    return `${lines} samples`;
  },
  async judge(file) {
    const judge = createJudge();
    await readJournal(file, createReadStream(file, 'utf8'), event => judge.add(event));
    return judge.result().verdict;
  },
  async reports(file) {
    const fold = createReportFold();
    await readJournal(file, createReadStream(file, 'utf8'), event => fold.add(event));
    const input = fold.input();
    return reports.map(report => `${report.file} ${report.render(input).length}`).join(', ');
  },
};

const [job, journal] = process.argv.slice(2);
if (job && journal) {
  const started = performance.now();
  const found = await jobs[job]?.(journal);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processorSeconds = (userCPUTime + systemCPUTime) / 1e6;
  console.log(
    JSON.stringify({
      seconds: (performance.now() - started) / 1000,
      processorSeconds,
      megabytes: maxRSS / 1024,
      found,
    }),
  );
} else {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));
  try {
    const file = join(folder, 'journal.ndjson');
    await writeJournal(file);
    const run = (name: string) => {
      const child = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name, file], {
        encoding: 'utf8',
      });
      if (child.status !== 0) throw new Error(`${name} failed: ${child.stderr}`);
      return JSON.parse(child.stdout) as {
        seconds: number;
        processorSeconds: number;
        megabytes: number;
        found: string;
      };
    };
    const [parsed, judged, reported] = [run('parse'), run('judge'), run('reports')];
    const figures = [
      ['1,000,000 samples: JSON.parse alone', parsed, undefined, undefined],
      ['1,000,000 samples: read and judged', judged, 3, 300],
      ['1,000,000 samples: all reports', reported, 5, 400],
    ] as const;
    for (const [name, { seconds, processorSeconds, megabytes }, targetSeconds, targetMegabytes] of figures) {
      const measured = `${seconds.toFixed(2)} s`;
      printFigure({ name, measured, ratio: seconds, target: targetSeconds, unit: 's' });
      const ratio = processorSeconds / parsed.processorSeconds;
      printFigure({
        name: '  processor time, against JSON.parse',
        measured: `${processorSeconds.toFixed(2)} s`,
        ratio,
      });
      printFigure({
        name: '  memory',
        measured: `${Math.round(megabytes)} MB`,
        ratio: megabytes,
        target: targetMegabytes,
        unit: 'MB',
      });
    }
    console.log(`(${parsed.found}; ${judged.found}; ${reported.found})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** 1,000 samples a second as the engine writes them, in the order in which they end; two seconds of failures after a kill. */
async function writeJournal(file: string): Promise<void> {
  const stream = createWriteStream(file);
  const write = async (event: object) => {
    if (!stream.write(`${JSON.stringify(event)}\n`))
      await new Promise(resolve => stream.once('drain', () => resolve(undefined)));
  };
  const phases = ['baseline', 'method', 'recovery'];
  const tolerances = [
    { metric: 'success', operator: '>=', value: 0.99, unit: 'share', expression: 'success >= 99%', phases, at },
    { metric: 'p95', operator: '<=', value: 100, unit: 'ms', expression: 'p95 <= 100ms', phases, at },
    { metric: 'outage', operator: '<=', value: 5000, unit: 'ms', expression: 'outage <= 5s', phases, at },
  ];
  const probe = {
    name: 'shop answers',
    kind: 'probeHTTP',
    at,
    everyMs: 1,
    timeoutMs: 1000,
    minSamples: 10,
    tolerances,
  };
  const steps = [{ kind: 'podAction', at }];
  const phase = (name: string, t: number, type: string) => write({ type, t, experiment: 0, phase: name });
  const tool = { name: 'chaos-gate', version: 'bench' };
  const run = {
    journalVersion: 1,
    tool,
    startedAt: '2026-01-01T00:00:00.000Z',
    seed: 1,
    compat: 'strict',
    failOn: 'inconclusive',
  };
  await write({ type: 'run-started', t: 0, ...run, files: [at.file], experiments: [{ name: 'bench', at }] });
  const recovery = { withinMs: 60_000, stableForMs: 3000 };
  await write({
    type: 'experiment-started',
    t: 0,
    experiment: 0,
    name: 'bench',
    at,
    steadyState: [probe],
    steps,
    recovery,
  });
  await phase('baseline', 0, 'phase-started');
  const pending: { end: number; line: object }[] = [];
  let state = 1;
  for (let t = 0; t < sampleCount; t++) {
    state = (state * 48271) % 2147483647;
    if (t === 100_000) {
      await phase('baseline', t, 'phase-ended');
      await phase('method', t, 'phase-started');
    }
    if (t === 101_000) {
      const receipt = { landed: true, evidence: 'process 1 ended' };
      const fault = {
        id: 'e0-f1',
        step: 0,
        kind: 'kill',
        targets: [{ kind: 'Pod', name: 'web-1' }],
        receipt,
        needsUndo: false,
      };
      await write({ type: 'fault-injected', t, experiment: 0, ...fault });
    }
    const ms = 20 + (state % 400) / 10;
    const failed = t >= 101_000 && t < 103_000;
    const sample = {
      type: 's',
      t,
      e: 0,
      p: 0,
      ms,
      r: failed ? 'fail' : 'ok',
      ...(failed && { why: 'connect ECONNREFUSED' }),
    };
    pending.push({ end: t + ms, line: sample });
    if (t % 100 === 99) {
      pending.sort((a, b) => a.end - b.end);
      while (pending.length > 0 && pending[0]!.end <= t) await write(pending.shift()!.line);
    }
    if (t === 900_000) {
      const step = { index: 0, kind: 'podAction', at, status: 'done', message: 'killed 1 pod' };
      await write({ type: 'step-ended', t, startedT: 101_000, experiment: 0, ...step });
      await phase('method', t, 'phase-ended');
      await phase('recovery', t, 'phase-started');
    }
  }
  for (const { line } of pending) await write(line);
  await phase('recovery', sampleCount, 'phase-ended');
  await write({ type: 'experiment-ended', t: sampleCount, experiment: 0 });
  await write({ type: 'run-ended', t: sampleCount });
  await new Promise(resolve => stream.end(() => resolve(undefined)));
}
