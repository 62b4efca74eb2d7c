import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Sample } from '../src/journal/event.ts';
import { createReportFold, reports } from '../src/report/index.ts';
import { journalOf, samplesOf } from '../test/judge/journal-builder.ts';
import { medianOf, printFigure } from './figure.ts';

// report.html of ten minutes of three probes at 50 ms and Goldpinger each second on eight nodes: its size (target ≤ 1 MB),
// how long a browser takes until its timeline is drawn (≤ 1 s), and what the mesh by name adds to the journal.
const endT = 600_000;
const nodes = 8;
const pods = Array.from({ length: nodes }, (_, index) => `goldpinger-${String(index).repeat(5)}`);
const on = pods.map((_, index) => `kind-worker${index + 1}`);
const ms = pods.flatMap(() => pods.map((_, index) => index));
const mesh = { expected: nodes ** 2, alive: nodes ** 2, nodes, ms, pods, on };
const slots = (t: number) => ({ ms: 20 + ((t * 7919) % 4001) / 10 });
const probes = [
  ...['one', 'two', 'three'].map(name => ({ name, everyMs: 50, see: slots })),
  { name: 'mesh', everyMs: 1000, tolerances: ['edges >= 50%'], see: () => ({ mesh }) },
];

const fold = createReportFold();
const lines: string[] = [];
for (const event of journalOf({ probes, recoveryEndT: endT })) {
  fold.add(event);
  lines.push(JSON.stringify(event));
}
const started = performance.now();
const page = reports.find(({ file }) => file === 'report.html')!.render(fold.input());
const renderMs = performance.now() - started;
const bytes = Buffer.byteLength(page);
printFigure({
  name: 'report.html of ten minutes',
  measured: `${Math.round(bytes / 1000)} kB`,
  ratio: bytes / 1e6,
  target: 1,
  unit: 'MB',
});
printFigure({ name: '  made in', measured: `${renderMs.toFixed(0)} ms` });

const journalBytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
const { pods: _pods, on: _on, ...nameless } = mesh;
const sizeOf = (each: Sample['mesh']) =>
  samplesOf({ everyMs: 1000, see: () => ({ mesh: each }) }, 3, endT).reduce(
    (sum, sample) => sum + JSON.stringify(sample).length + 1,
    0,
  );
const added = sizeOf(mesh) - sizeOf(nameless);
printFigure({
  name: `journal: names of ${nodes} pods in each look`,
  measured: `${Math.round(added / 1000)} kB`,
  ratio: (added / (journalBytes - added)) * 100,
  unit: '% more',
});

const executablePath = process.env.CHAOS_GATE_CHROMIUM ?? '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));
try {
  const file = join(folder, 'report.html');
  writeFileSync(file, page);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] }).catch(() => undefined);
  if (!browser) console.log(`skipped: how long it takes to open, there is no browser at ${executablePath}`);
  else {
    const times: number[] = [];
    for (let round = 0; round < 7; round++) {
      const tab = await (await browser.newContext()).newPage();
      const begun = performance.now();
      await tab.goto(pathToFileURL(file).href);
      await tab.locator('.drawn .chart canvas').first().waitFor();
      times.push(performance.now() - begun);
      await tab.context().close();
    }
    await browser.close();
    const median = medianOf(times);
    printFigure({
      name: '  opened and drawn',
      measured: `${median.toFixed(0)} ms`,
      ratio: median / 1000,
      target: 1,
      unit: 's',
    });
  }
} finally {
  rmSync(folder, { recursive: true });
}
