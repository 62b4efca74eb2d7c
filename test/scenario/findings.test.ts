import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { formatProblem } from '../../src/errors.ts';
import { loadManifests } from '../../src/kubernetes/load-manifests.ts';
import {
  appFindings,
  applyFixes,
  type Finding,
  findingKinds,
  inFileOrder,
  loadSuite,
} from '../../src/scenario/index.ts';

const folder = join(import.meta.dirname, '../../fixtures/findings');
const files = readdirSync(folder).filter(name => name.endsWith('.yml'));
const temporary = mkdtempSync(join(tmpdir(), 'chaos-gate-findings-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A file says at its top what is found in it: `#! LINE:COLUMN: severity: message (code)`, a line a finding. */
function expectedOf(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split(/\r?\n/);
  return lines.filter(line => line.startsWith('#! ')).map(line => line.slice(3));
}

async function findingsOf(file: string, cwd = folder): Promise<Finding[]> {
  const compat = file.startsWith('legacy-') ? 'legacy' : 'strict';
  const suite = await loadSuite([file], { cwd, compat, environment: {} });
  const objects = await loadManifests(suite.app.manifests);
  return inFileOrder([...suite.findings, ...appFindings(suite, objects)], suite.files);
}

function describeFinding({ at, severity, message, code }: Finding): string {
  const place = at?.file.endsWith('.yml') ? { ...at, file: '' } : at;
  const line = formatProblem({ at: place, message: `${severity}: ${message} (${code})` });
  return line.replace(/^:/, '').replace(/^.*\/manifests\//, 'manifests/');
}

describe('what is worth saying is said, where it stands', () => {
  test.each(files)('%s', async file => {
    expect((await findingsOf(file)).map(describeFinding)).toEqual(expectedOf(file));
  });

  test('every kind of finding is found somewhere', () => {
    const codes = new Set(files.flatMap(expectedOf).map(line => /\(([\w-]+)\)$/.exec(line)?.[1]));
    const elsewhere = ['byte-order-mark', 'repeated-name', 'manifests-not-read'];
    expect(Object.keys(findingKinds).filter(code => !codes.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});

describe('what is certain is corrected', () => {
  const fixable = files.filter(file => file.startsWith('fixed-'));

  test('there is something to correct', () => expect(fixable.length).toBeGreaterThanOrEqual(3));

  test.each(fixable)('%s: comments and layout stay, nothing is left to correct', async file => {
    const text = readFileSync(join(folder, file), 'utf8');
    const before = await findingsOf(file);
    const fixed = applyFixes(text, before);
    expect(fixed.findings.length).toBeGreaterThan(0);
    expect(fixed.text).toBe(readFileSync(join(folder, `${file}.expected`), 'utf8'));
    writeFileSync(join(temporary, file), fixed.text);
    const after = await findingsOf(file, temporary);
    expect(after.filter(({ fix }) => fix)).toEqual([]);
    const left = before.filter(({ fix }) => !fix).map(({ code }) => code);
    expect(after.map(({ code }) => code)).toEqual(left);
  });
});
