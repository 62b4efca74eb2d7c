import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// Installs what the lock files say, unless it is installed already. Runs under any Node from 18 on; where that is older
// than the one that GitHub's runner executes, it brings Node 24 along: npm's scripts find it in node_modules/.bin.
const brought = realpathSync(process.execPath).startsWith(resolve('scripts/node'));
const needsNode = brought || Number(process.versions.node.split('.')[0]) < 24;
const locks = ['package-lock.json', ...(needsNode ? ['scripts/node/package-lock.json'] : [])];
const mark = 'node_modules/.chaos-gate-installed';
const wanted = locks.map(lock => readFileSync(lock, 'utf8')).join('\n');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  process.stderr.write('installing packages from the npm registry\n');
  install('.');
  if (needsNode) {
    install('scripts/node');
    const binary = `scripts/node/node_modules/node-linux-${process.arch}/bin/node`;
    if (!existsSync(binary)) {
      process.stderr.write(
        `this needs Node 24; found ${process.version}, and npm has none for ${process.platform} ${process.arch}\n`,
      );
      process.exit(1);
    }
    symlinkSync(`../../${binary}`, 'node_modules/.bin/node');
  }
  writeFileSync(mark, wanted);
}

function install(folder) {
  const argv = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', argv, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
