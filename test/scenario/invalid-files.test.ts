import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InvalidInput } from '../../src/errors.ts';
import { loadSuite } from '../../src/scenario/index.ts';

const folder = join(import.meta.dirname, '../../fixtures/invalid');
const files = readdirSync(folder).sort();

/** A broken file says at its top what is wrong with it: `#! LINE:COLUMN: message`, a line a problem. */
function expectedOf(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.filter(line => line.startsWith('#! ')).map(line => `${file}:${line.slice(3)}`);
}

async function problemsOf(paths: readonly string[]): Promise<string[]> {
  try {
    await loadSuite(paths, { cwd: folder });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.message.split('\n');
  }
}

describe('a broken file is told every problem, where it is, what was found and what was expected', () => {
  test.each(files)('%s', async file => {
    expect(expectedOf(file).length).toBeGreaterThan(0);
    expect(await problemsOf([file])).toEqual(expectedOf(file));
  });

  test('all of them in one go', async () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(await problemsOf(files)).toEqual(files.flatMap(expectedOf));
  });
});
