import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import { journalNaming, render } from './report-inputs.ts';
import { inconclusive, refuted, upheld } from './sample-journals.ts';

const schemas = new URL('./schemas/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, schemas), 'utf8');
const hostile = journalNaming('<script>alert(1)</script>]]>&\u0000\u202e"\'\n::error::');
const journals = [
  ['an upheld', upheld],
  ['a refuted', refuted],
  ['an inconclusive', inconclusive],
  ['a hostile', hostile],
] as const;

describe('junit.xml is what Jenkins reads (junit-10.xsd)', () => {
  const validate = (contents: string) =>
    validateXML({
      xml: [{ fileName: 'junit.xml', contents }],
      schema: [{ fileName: 'junit-10.xsd', contents: read('junit-10.xsd') }],
    });

  test.each(journals)('of %s run', async (_, events) => {
    expect(await validate(render('junit.xml', events))).toMatchObject({ valid: true, errors: [] });
  });

  test('the schema would refuse an attribute that it does not know', async () => {
    const wrong = render('junit.xml', upheld).replace('<testcase ', '<testcase line="3" ');
    expect(await validate(wrong)).toMatchObject({ valid: false });
  });
});

describe('results.sarif is SARIF 2.1.0 as code scanning takes it', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(read('sarif-2.1.0.json')));

  test.each(journals)('of %s run', (_, events) => {
    const sarif = JSON.parse(render('results.sarif', events));
    expect({ valid: validate(sarif), errors: validate.errors }).toEqual({ valid: true, errors: null });
    // What GitHub requires beyond the schema: three texts of each rule, a place for each result, a fingerprint.
    const [run] = sarif.runs;
    for (const rule of run.tool.driver.rules) {
      for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text]) {
        expect(text).toMatch(/\S/);
        expect(text.length).toBeLessThanOrEqual(1024);
      }
    }
    for (const { ruleIndex, ruleId, locations, partialFingerprints, message } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).toMatch(/\S/);
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/\S/);
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:\d+$/);
    }
    const hashes = run.results.map((result: any) => result.partialFingerprints.primaryLocationLineHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('the schema would refuse a result without a message', () => {
    const sarif = JSON.parse(render('results.sarif', refuted));
    delete sarif.runs[0].results[0].message;
    expect(validate(sarif)).toBe(false);
  });
});
