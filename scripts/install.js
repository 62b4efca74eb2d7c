import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

// Installs what package-lock.json says, unless it is installed already. Runs under any Node: what it installs brings Node 24.
const lock = readFileSync('package-lock.json', 'utf8');
const mark = 'node_modules/.chaos-gate-lock.json';
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  process.stderr.write('installing packages from the npm registry\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(mark, lock);
}
