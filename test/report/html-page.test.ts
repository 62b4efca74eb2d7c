import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExperimentData } from '../../src/report/html/page-data.ts';
import { createReportFold, reports } from '../../src/report/index.ts';
import { journalOf, samplesOf } from '../judge/journal-builder.ts';
import { journalNaming, render } from './report-inputs.ts';

/** The elements of this name with what they hold. */
function elementsOf(page: string, name: string): { readonly attributes: string; readonly text: string }[] {
  return [...page.matchAll(new RegExp(`<${name}([^>]*)>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, attributes = '', text = '']) => ({ attributes, text }),
  );
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the only script that may run is the one whose hash the policy names, and so is the only style', () => {
  const page = render('report.html', journalNaming('x'));
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  const scripts = elementsOf(page, 'script').filter(({ attributes }) => !attributes.includes('application/json'));
  const styles = elementsOf(page, 'style');
  expect([scripts.length, styles.length]).toEqual([1, 1]);
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hashOf(scripts[0]!.text)}`,
    `style-src ${hashOf(styles[0]!.text)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/<[^>]+ (?:style|on\w+)="/);
});

test('the data is JSON whatever the names hold, and comes back as text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom('</script><script>alert(1)</script>', '<!--<script>', '\u2028', ']]>', '\\u003c'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      ),
      name => {
        const found = elementsOf(render('report.html', journalNaming(name)), 'script').filter(({ attributes }) =>
          attributes.includes('application/json'),
        );
        expect(found).toHaveLength(1);
        expect(found[0]!.text).not.toMatch(/[<>&]/);
        const data = JSON.parse(found[0]!.text) as ExperimentData;
        expect(data.probes).toHaveLength(2);
        expect(data.endT).toBe(9000);
      },
    ),
    { numRuns: 40 },
  );
});

test('the embedded script and style are what page/ makes', () => {
  // The bundler does not work within the test runner's own world. `npm run build` makes the file again.
  const program = "import { bundlePage } from './scripts/page.js'; process.stdout.write((await bundlePage()).text)";
  const made = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(readFileSync('src/report/html/page-assets.ts', 'utf8') === made).toBe(true);
});

test('ten minutes of three probes at 50 ms are less than a megabyte', () => {
  const endT = 600_000;
  const probes = [{ name: 'one' }, { name: 'two' }, { name: 'three' }];
  const fold = createReportFold();
  for (const event of journalOf({ probes, recoveryEndT: endT })) if (event.type !== 's') fold.add(event);
  for (const index of probes.keys())
    for (const sample of samplesOf({ see: t => ({ ms: 20 + ((t * 7919) % 4001) / 10 }) }, index, endT))
      fold.add(sample);
  const page = reports.find(({ file }) => file === 'report.html')!.render(fold.input());
  const data = JSON.parse(elementsOf(page, 'script')[0]!.text) as ExperimentData;
  expect(data.probes.map(({ stepT }) => stepT.length)).toEqual([12_000, 12_000, 12_000]);
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
});
