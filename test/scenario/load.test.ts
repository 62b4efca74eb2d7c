import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InvalidInput } from '../../src/errors.ts';
import { type LoadOptions, loadSuite } from '../../src/scenario/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaos-gate-load-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function messageOf(paths: readonly string[], options: LoadOptions = {}): Promise<string> {
  const failure = await loadSuite(paths, { cwd: folder, ...options }).then(
    () => undefined,
    error => error,
  );
  expect(failure).toBeInstanceOf(InvalidInput);
  expect(failure.exitCode).toBe(3);
  return failure.message.replaceAll(folder, 'FOLDER');
}

const scenario = (name: string, rest = '') =>
  `scenarios:\n- name: ${name}\n  steps: [ { wait: { for: 1s } } ]\n${rest}`;

describe('where scenarios come from', () => {
  test('a folder: every YAML file in it that has scenarios, by name, and nothing else', async () => {
    await write('some/b.yaml', scenario('second'));
    await write('some/a.yml', scenario('first'));
    await write('some/quoted.yml', '{ "scenarios": [ { name: third, steps: [ { wait: { for: 1s } } ] } ] }');
    const fourth = { config: { seed: 4 }, scenarios: [{ name: 'fourth', steps: [{ wait: { for: '1s' } }] }] };
    await write('some/sorted.yml', JSON.stringify(fourth, null, 2));
    await write(
      'some/started.yml',
      `--- { config: {}, scenarios: [ { name: fifth, steps: [ { wait: { for: 1s } } ] } ] }`,
    );
    await write('some/towards.yml', ' scenarios:\n - name: sixth\n   steps: [ { wait: { for: 1s } } ]\n');
    await write('some/deployment.yml', 'kind: Deployment\nspec:\n  scenarios: 3\n');
    await write('some/notes.txt', scenario('not this'));
    await write('some/deeper/c.yml', scenario('nor this'));
    const suite = await loadSuite(['some'], { cwd: folder });
    expect(suite.scenarios.map(({ name }) => name)).toEqual(['first', 'second', 'third', 'fourth', 'fifth', 'sixth']);
    const files = ['a.yml', 'b.yaml', 'quoted.yml', 'sorted.yml', 'started.yml', 'towards.yml'];
    expect(suite.files).toEqual(files.map(file => `some/${file}`));
    expect(suite.scenarios[0]!.at).toEqual({ file: 'some/a.yml', line: 2, column: 3 });
  });

  test('standard input', async () => {
    const suite = await loadSuite(['-'], { stdin: Buffer.from(scenario('piped')), cwd: folder });
    expect(suite.scenarios[0]).toMatchObject({ name: 'piped', at: { file: '-' } });
  });

  test('the same file in two ways is read once', async () => {
    await write('twice/a.yml', scenario('once'));
    const suite = await loadSuite(['twice', 'twice/a.yml', join(folder, 'twice/a.yml')], { cwd: folder });
    expect(suite.scenarios).toHaveLength(1);
  });

  test.each([
    [[], 'found no scenario file, expected at least one file, folder or -'],
    [
      ['gone.yml'],
      'gone.yml: found no such file or folder, expected a scenario file, a folder of them, or - for standard input',
    ],
    [['-'], 'found `-` without standard input, expected a scenario file on it'],
    [
      ['empty-folder'],
      'empty-folder: found no *.yml or *.yaml file with `scenarios:` in this folder, expected at least one',
    ],
    [
      ['circle.yml'],
      'circle.yml: found a circle of symbolic links, expected a scenario file, a folder of them, or - for standard input',
    ],
  ])('%j is no suite', async (paths, message) => {
    await mkdir(join(folder, 'empty-folder'), { recursive: true });
    await symlink('circle.yml', join(folder, 'circle.yml')).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
    expect(await messageOf(paths)).toBe(message);
  });

  test('every problem of every file is said at once', async () => {
    await write('bad/a.yml', 'scenarios: []\n');
    await write('bad/b.yml', 'scenarios: [\n');
    const lines = (await messageOf(['bad', 'gone.yml'])).split('\n');
    expect(lines.map(line => line.split(' ')[0])).toEqual(['bad/a.yml:1:12:', 'bad/b.yml:2:1:', 'gone.yml:']);
  });
});

describe('bytes', () => {
  const start = 'scenarios:\n- name: caf';
  test.each<[string, Uint8Array, string]>([
    [
      'latin 1',
      Buffer.concat([Buffer.from(start), Buffer.from([0xe9, 0x0a])]),
      '2:12: found bytes that are no UTF-8, expected text in UTF-8',
    ],
    [
      'a character cut in half',
      Buffer.concat([Buffer.from(`${start}é`), Buffer.from([0xe2, 0x82])]),
      '2:13: found bytes that are no UTF-8, expected text in UTF-8',
    ],
    ['UTF-16', Buffer.from(`\ufeff${start}`, 'utf16le'), '1:1: found text in UTF-16, expected UTF-8'],
    [
      '10 MB',
      Buffer.concat([Buffer.from(start), Buffer.alloc(10_000_000, 'x')]),
      '1:1: found a file of more than 1 MiB, expected a scenario file of at most that',
    ],
  ])('%s', async (_name, bytes, expected) => {
    await write('bytes.yml', bytes);
    expect(await messageOf(['bytes.yml'])).toBe(`bytes.yml:${expected}`);
    expect(await messageOf(['-'], { stdin: bytes })).toBe(`-:${expected}`);
  });

  test('a byte order mark is dropped, and said', async () => {
    const suite = await loadSuite(['-'], { stdin: `\ufeff${scenario('marked')}` });
    expect(suite.scenarios[0]!.at).toEqual({ file: '-', line: 2, column: 3 });
    expect(suite.findings.filter(({ code }) => code === 'byte-order-mark')).toEqual([
      {
        code: 'byte-order-mark',
        severity: 'note',
        at: { file: '-', line: 1, column: 1 },
        message: 'the file begins with a byte order mark; it is ignored',
      },
    ]);
  });
});

describe('several files', () => {
  test('their scenarios and apps add up, their paths start at their own folder', async () => {
    await write('apps/k8s/shop.yml', 'kind: Namespace\n');
    await write(
      'one/a.yml',
      scenario(
        'first',
        'app: { manifests: [ ../apps/k8s ], images: [ { image: "shop:dev", build: ../apps } ] }\ncluster: { nodes: 2 }',
      ),
    );
    await write(
      'two/b.yml',
      scenario(
        'second',
        'app: { manifests: [ ../apps/k8s/, ../apps/k8s/shop.yml ], goldpinger: true }\ncluster: { provider: kind, nodes: 2, kubeconfig: config }',
      ),
    );
    const suite = await loadSuite(['one', 'two/b.yml'], { cwd: folder });
    expect(suite.app).toEqual({
      manifests: [join(folder, 'apps/k8s'), join(folder, 'apps/k8s/shop.yml')],
      images: [{ image: 'shop:dev', build: join(folder, 'apps') }],
      goldpinger: true,
    });
    expect(suite.cluster).toEqual({ provider: 'kind', nodes: 2, kubeconfig: join(folder, 'two/config') });
  });

  test('what they say about the run as a whole has to agree', async () => {
    await write('same/a.yml', scenario('first', 'config: { seed: 1 }\ncluster: { provider: kind }'));
    await write('same/b.yml', scenario('second', 'config: { seed: 2 }\ncluster: { provider: embedded }'));
    expect(await messageOf(['same'])).toBe(
      [
        'same/b.yml:4:11: found another `seed` than in same/a.yml:4, expected the files of a run to agree',
        'same/b.yml:5:12: found another `provider` than in same/a.yml:5, expected the files of a run to agree',
      ].join('\n'),
    );
  });

  test('two scenarios of one name are said', async () => {
    await write('names/a.yml', scenario('same'));
    await write('names/b.yml', scenario('same'));
    const { findings } = await loadSuite(['names'], { cwd: folder });
    expect(findings.filter(({ code }) => code === 'repeated-name')).toEqual([
      {
        code: 'repeated-name',
        severity: 'warning',
        at: { file: 'names/b.yml', line: 2, column: 3 },
        message: 'another scenario has the name "same" (names/a.yml:2): reports tell them apart by line',
      },
    ]);
  });
});

test("differences to PowerfulSeal are found in PowerfulSeal's own policies, and under compat legacy", async () => {
  const policy = scenario('old');
  const own = `cluster: { provider: kind }\n${policy}`;
  const codesOf = async (stdin: string, compat?: LoadOptions['compat']) =>
    (await loadSuite(['-'], { stdin, compat })).findings.map(({ code, severity }) => `${severity} ${code}`);
  expect(await codesOf(policy)).toContain('note compat-idle');
  expect(await codesOf(own)).toEqual([]);
  expect(await codesOf(own, 'legacy')).toContain('warning compat-idle');
});
