import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { loadSuite } from '../src/scenario/index.ts';
import { medianOf, printFigure } from './figure.ts';

// What `validate` does with 1,000 scenario files - read, parse, check, look for findings - against parsing their YAML
// alone. Target: at most 3 times.
const fileCount = 1000;
const rounds = 7;

const templates = [
  'fixtures/scenarios/demo/1-one-after-another.yml',
  'fixtures/scenarios/demo/2-half-crash.yml',
  'fixtures/scenarios/demo/3-mesh.yml',
  'fixtures/scenarios/refuted/shop-crash-loop.yml',
  'fixtures/reuse/matrix.yml',
].map(path => readFileSync(path, 'utf8').replace(/^app:\n(?: {2}.*\n)+/m, ''));

const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));
try {
  const texts = Array.from({ length: fileCount }, (_, index) =>
    (templates[index % templates.length] as string).replaceAll(/name: (?=[A-Z])/g, `name: ${index} `),
  );
  for (const [index, text] of texts.entries())
    writeFileSync(join(folder, `${String(index).padStart(4, '0')}.yml`), text);

  const parsed: number[] = [];
  const validated: number[] = [];
  let scenarios = 0;
  for (let round = 0; round < rounds; round++) {
    parsed.push(await timeOf(() => void texts.map(text => parseDocument(text).toJS())));
    validated.push(
      await timeOf(async () => {
        scenarios = (await loadSuite([folder], { environment: {} })).scenarios.length;
      }),
    );
  }
  const parsedMs = medianOf(parsed);
  const validatedMs = medianOf(validated);
  printFigure({ name: '1,000 files: their YAML parsed', measured: `${parsedMs.toFixed(0)} ms` });
  printFigure({
    name: `1,000 files, ${scenarios} scenarios: validated`,
    measured: `${validatedMs.toFixed(0)} ms`,
    ratio: validatedMs / parsedMs,
    target: 3,
  });
} finally {
  rmSync(folder, { recursive: true });
}

/** Processor time, which neighbours on the machine do not lengthen. */
async function timeOf(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
