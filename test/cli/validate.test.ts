import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expectMessage } from '../gate/expect-message.ts';
import { distFile } from '../support/dist.ts';
import { openFolder, runGate } from '../support/gate.ts';

const here = { cwd: process.cwd() };
const fixable = readFileSync('fixtures/findings/fixed-block.yml', 'utf8');

describe('validate says what is worth saying, and passes', () => {
  test('a line each with severity and code; the sum on standard output', async () => {
    const ended = await runGate(['validate', 'fixtures/findings/detection.yml'], here);
    expect(ended).toMatchObject({ code: 0, stdout: '1 file, 6 scenarios: valid, 7 warnings\n' });
    expect(ended.stderr).toMatch(/^fixtures\/findings\/detection\.yml:13:37: warning: .*2\.5 s \(outage-unseen\)$/m);
  });

  test('manifests are read: what they do not have is found, with the flags on top', async () => {
    const file = 'fixtures/findings/app-embedded.yml';
    const embedded = await runGate(['validate', file], here);
    expect(embedded.stderr).toMatch(/manifests\/shop\.yaml:11:1: warning: the image redis:7 does not run on the emb/);
    const existing = await runGate(['validate', file, '--cluster', 'existing'], here);
    expect(existing.stderr).not.toContain('image-not-available');
  });

  test('a kustomization without kubectl is no mistake of the file', async () => {
    using folder = openFolder();
    folder.write('kustomization.yaml', 'resources: []\n');
    folder.write(
      'a.yml',
      'app: { manifests: [ . ] }\nscenarios: [ { name: one, steps: [ { wait: { for: 1s } } ] } ]\n',
    );
    const options = { cwd: folder.path, environment: { PATH: '/nowhere' } };
    const ended = await runGate(['validate', 'a.yml'], options);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('(manifests-not-read)') });
  });

  test('broken manifests are invalid input, as they are for run', async () => {
    using folder = openFolder();
    folder.write('shop.yaml', 'kind: Service\n');
    folder.write('a.yml', 'app: { manifests: [ shop.yaml ] }\nscenarios: [ { name: one, steps: [ { wait: {} } ] } ]\n');
    folder.write(
      'b.yml',
      'app: { manifests: [ shop.yaml ] }\nscenarios: [ { name: one, steps: [ { wait: { for: 1s } } ] } ]\n',
    );
    expectMessage(await runGate(['validate', 'b.yml'], { cwd: folder.path }), 3, /shop\.yaml:1:1: .*apiVersion/);
  });

  test('values from outside come from the environment', async () => {
    const file = '${'.concat('{ env.CHAOS_NAME }}');
    const input = `scenarios: [ { name: "${file}", steps: [ { wait: { for: 1s } } ] } ]\n`;
    expectMessage(
      await runGate(['validate', '-'], { ...here, input }),
      3,
      /-:1:22: found no environment variable CHAOS_NAME/,
    );
    const environment = { CHAOS_NAME: 'from outside' };
    expect((await runGate(['validate', '-'], { ...here, input, environment })).code).toBe(0);
  });
});

describe('for programs', () => {
  test('--format json: the findings with their places and corrections', async () => {
    const { code, stdout } = await runGate(['validate', '--format', 'json', 'fixtures/findings/fixed-flow.yml'], here);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      files: ['fixtures/findings/fixed-flow.yml'],
      findings: [
        expect.objectContaining({
          code: 'runs-unset',
          severity: 'note',
          line: 3,
          column: 11,
          fix: { line: 3, column: 26, endLine: 3, endColumn: 26, text: 'runs: 1, ' },
        }),
        expect.objectContaining({ code: 'exact-share', severity: 'warning', line: 7 }),
      ],
    });
  });

  test('--format json: invalid input is findings too, and exit 3', async () => {
    const ended = await runGate(['validate', '--format', 'json', 'fixtures/invalid/several-problems.yml'], here);
    expect(ended).toMatchObject({ code: 3, stderr: '' });
    const { findings } = JSON.parse(ended.stdout);
    expect(findings).toHaveLength(6);
    expect(findings[0]).toMatchObject({ code: 'invalid-input', severity: 'error', line: 8, column: 9 });
  });

  test.each(['fixtures/findings/fixed-block.yml', 'fixtures/invalid/several-problems.yml', 'fixtures/scenarios/demo'])(
    '--format sarif: %s is SARIF 2.1.0',
    async path => {
      const { stdout } = await runGate(['validate', '--format', 'sarif', path], here);
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(readFileSync('test/report/schemas/sarif-2.1.0.json', 'utf8')));
      const log = JSON.parse(stdout);
      validate(log);
      expect(validate.errors ?? []).toEqual([]);
      const [run] = log.runs;
      for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      if (path.includes('fixed-block'))
        expect(run.results.filter(({ fixes }: { fixes?: unknown }) => fixes).length).toBeGreaterThan(3);
    },
  );

  test('other commands have neither sarif nor --fix', async () => {
    expectMessage(await runGate(['run', 'x.yml', '--format', 'sarif'], here), 3, '--format: found "sarif"');
    expectMessage(await runGate(['plan', 'x.yml', '--fix'], here), 3, '--fix: found it without validate');
  });
});

describe('--fix', () => {
  test('writes what is certain, says what it changed, and has nothing to do the second time', async () => {
    using folder = openFolder();
    const path = folder.write('a.yml', fixable);
    chmodSync(path, 0o640);
    symlinkSync('a.yml', `${folder.path}/link.yml`);
    const first = await runGate(['validate', '--fix', 'link.yml'], { cwd: folder.path });
    expect(first.code).toBe(0);
    expect(first.stderr.match(/^link\.yml:\d+:\d+: fixed: .* \((runs-unset|exact-share)\)$/gm)).toHaveLength(4);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync('fixtures/findings/fixed-block.yml.expected', 'utf8'));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(`${folder.path}/link.yml`).isSymbolicLink()).toBe(true);
    const second = await runGate(['validate', '--fix', 'link.yml'], { cwd: folder.path });
    expect(second).toEqual({ code: 0, stdout: '1 file, 1 scenario: valid\n', stderr: '' });
    expect(readdirSync(folder.path).sort()).toEqual(['a.yml', 'link.yml']);
  });

  test('keeps a byte order mark, and Windows line ends', async () => {
    using folder = openFolder();
    const path = folder.write('a.yml', `\ufeff${readFileSync('fixtures/findings/fixed-windows.yml', 'utf8')}`);
    expect((await runGate(['validate', '--fix', 'a.yml'], { cwd: folder.path })).code).toBe(0);
    const expected = readFileSync('fixtures/findings/fixed-windows.yml.expected', 'utf8');
    expect(readFileSync(path, 'utf8')).toBe(`\ufeff${expected}`);
  });

  test('standard input cannot be corrected', async () => {
    expectMessage(await runGate(['validate', '--fix', '-'], { ...here, input: fixable }), 3, '--fix: found `-`');
  });

  test('a file that is invalid is left alone', async () => {
    using folder = openFolder();
    const path = folder.write('a.yml', `${fixable}nonsense: 1\n`);
    expectMessage(await runGate(['validate', '--fix', 'a.yml'], { cwd: folder.path }), 3, 'nonsense');
    expect(readFileSync(path, 'utf8')).toBe(`${fixable}nonsense: 1\n`);
  });
});

test('the schema beside the program is what it prints', async () => {
  const { stdout } = await runGate(['schema'], here);
  expect(readFileSync(distFile('scenarios.schema.json'), 'utf8')).toBe(stdout);
});
