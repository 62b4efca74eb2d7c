import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFile } from '../support/dist.ts';
import type { Folder } from '../support/gate.ts';
import { run } from './lab.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes a folder `name` in `folder` a repository with the action as it is built now, the fixtures and a workflow, and runs it by act on this machine
 * (no container). `record` is where the workflow leaves what the test looks at. Returns act's exit code and log.
 */
export async function runByAct(
  folder: Folder,
  name: string,
  workflow: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly log: string; readonly record: string }> {
  const repository = join(folder.path, name, 'repository');
  const record = join(folder.path, name, 'record');
  for (const path of [repository, record, join(repository, '.github/workflows')]) mkdirSync(path, { recursive: true });
  for (const name of ['action.yml', 'package.json', 'fixtures'])
    cpSync(join(root, name), join(repository, name), { recursive: true });
  cpSync(distFile(''), join(repository, 'dist'), { recursive: true });
  cpSync(workflow, join(repository, '.github/workflows/e2e.yml'));
  writeFileSync(join(repository, '.gitignore'), 'chaos-gate-out/\n');
  run('git', ['init', '--quiet'], { cwd: repository });
  run('git', ['add', '--all'], { cwd: repository });
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid'];
  run('git', [...author, 'commit', '--quiet', '--message', 'e2e'], { cwd: repository });
  const variables = Object.entries({ ...environment, RECORD: record }).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ]);
  const act = spawn('act', ['push', '-P', 'ubuntu-latest=-self-hosted', ...variables], {
    cwd: repository,
    env: { ...process.env, NODE_OPTIONS: '', XDG_CACHE_HOME: join(folder.path, name, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [act.stdout, act.stderr]) stream.on('data', chunk => (log += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    act.once('error', reject);
    act.once('close', resolve);
  });
  return { code, log, record };
}
