import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { openFolder } from '../support/gate.ts';

/** Runs scripts/test.js over these test files (CommonJS) in a folder of their own. */
async function runTests(files: Record<string, string>): Promise<{ readonly code: number; readonly stdout: string }> {
  using folder = openFolder();
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const config = { rootDir: folder.path, reporters: [resolve('test/support/totals-reporter.js')] };
  const argv = [resolve('scripts/test.js'), '--config', folder.write('jest.config.json', JSON.stringify(config))];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, argv);
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

const passing = "test('fine', () => {}); test.skip('not here', () => {});";
/** Fails the first time only: it leaves a file behind. */
const flaky = `const { existsSync, writeFileSync } = require('node:fs');
test('hurried', () => {
  const seen = existsSync(__filename + '.seen');
  writeFileSync(__filename + '.seen', '');
  expect(seen).toBe(true);
});`;

test('a test that passes when it runs again, alone, is named and does not fail the run', async () => {
  const { code, stdout } = await runTests({ 'a.test.js': passing, 'b.test.js': flaky });
  expect(stdout).toMatch(
    /skipped: not here\npassed only when it ran again, alone: hurried\n2 passed, 0 failed, 1 skipped\n$/,
  );
  expect(code).toBe(0);
});

test('a test that fails both times fails the run', async () => {
  const { code, stdout } = await runTests({ 'a.test.js': passing, 'b.test.js': "test('broken', () => { throw 1; });" });
  expect(stdout).toContain('1 passed, 1 failed, 1 skipped\n');
  expect(stdout).not.toContain('passed only when');
  expect(code).toBe(1);
});

test('a file that cannot be loaded fails the run', async () => {
  const { code, stdout } = await runTests({ 'a.test.js': passing, 'b.test.js': 'nonsense(' });
  expect(stdout).toContain('1 passed, 1 failed, 1 skipped\n');
  expect(code).toBe(1);
});

test('more than a few failed files are not run again', async () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [`${name}.test.js`, flaky]));
  const { code, stdout } = await runTests(files);
  expect(stdout).toContain('0 passed, 6 failed, 0 skipped\n');
  expect(code).toBe(1);
});
