import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { splitWords } from './dockerfile.ts';
import { remedy, UnsupportedImage } from './unsupported-image.ts';

const installs = new Set(['ci', 'install', 'i', 'clean-install']);

/**
 * RUN, as far as it installs what package.json asks for: `npm ci|install` with flags. Nothing is started when the
 * package has no dependencies. Throws UnsupportedImage for any other command, and when npm fails.
 */
export async function installPackages(
  command: string,
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const [program, verb = '', ...flags] = splitWords(command);
  const isInstall =
    program === 'npm' && installs.has(verb) && flags.every(flag => /^--?[\w-]+(=[\w./:@-]*)?$/.test(flag));
  if (!isInstall)
    throw new UnsupportedImage(`the embedded cluster runs only npm ci and npm install while it builds; ${remedy}`);
  if (!hasDependencies(directory)) return;
  const npm = spawn('npm', [verb, '--no-audit', '--no-fund', ...flags], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors = text(npm.stderr);
  const failed = once(npm, 'error').then(([error]) =>
    Promise.reject(new UnsupportedImage(`npm cannot be started: ${error.message}`)),
  );
  const [status] = await Promise.race([once(npm, 'exit'), failed]);
  if (status !== 0)
    throw new UnsupportedImage(`npm ended with ${status}: ${(await errors).trim().split('\n').slice(-3).join(' ')}`);
}

function hasDependencies(directory: string): boolean {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return false;
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  return [dependencies, devDependencies, optionalDependencies].some(list => Object.keys(list ?? {}).length > 0);
}
