import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { journalSchema, verdictSchema } from '../../src/report/result-schema.ts';
import { journalNaming, render } from './report-inputs.ts';
import { inconclusive, refuted, upheld } from './sample-journals.ts';

/** The same schema that refuses keys it does not name: what a report holds has to be described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

function compile(schema: unknown) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema as object);
}

const root = fileURLToPath(new URL('../../fixtures/journals/', import.meta.url));

describe('verdict.json fits its published schema, and holds nothing that the schema does not name', () => {
  const validate = compile(closed(verdictSchema()));
  const made = { upheld, refuted, inconclusive, hostile: journalNaming('<script>\u202e::error::') };
  test.each(Object.entries(made))('%s', (_, events) => {
    expect({ valid: validate(JSON.parse(render('verdict.json', events))), errors: validate.errors }).toEqual({
      valid: true,
      errors: null,
    });
  });
  test.each(globSync(`${root}v*/*/verdict.json`))('of a real run: %s', file => {
    validate(JSON.parse(readFileSync(file, 'utf8')));
    expect(validate.errors).toBeNull();
  });
  test.each([
    ['a verdict that is none', { verdict: 'green' }],
    ['no exit code', { exitCode: undefined }],
    ['another version', { schemaVersion: 2 }],
  ])('%s is refused', (_, change) => {
    const verdict = { ...JSON.parse(render('verdict.json', refuted)), ...change };
    expect(validate(JSON.parse(JSON.stringify(verdict)))).toBe(false);
  });
});

describe('every line of a journal fits its published schema', () => {
  const validate = compile(journalSchema());
  test.each(globSync(`${root}v*/*/journal.ndjson`))('%s', file => {
    for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
      validate(JSON.parse(line));
      expect({ line, errors: validate.errors }).toEqual({ line, errors: null });
    }
  });
  test('a sample without its time, and an event that is none, are refused', () => {
    expect(validate({ type: 's', e: 0, p: 0, ms: 1, r: 'ok' })).toBe(false);
    expect(validate({ type: 'sunrise', t: 0 })).toBe(false);
  });
});
