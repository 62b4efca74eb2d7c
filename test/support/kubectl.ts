import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The PATH on which kubectl is: this machine's, else the lab's (`$CHAOS_GATE_LAB`, or the one beside the checkout); undefined: nowhere. */
export function findKubectlPath(): string | undefined {
  const lab = process.env.CHAOS_GATE_LAB ?? fileURLToPath(new URL('../../../shared/lab', import.meta.url));
  const settings = join(lab, 'settings');
  const labPath = existsSync(settings)
    ? execFileSync('sh', ['-c', '. "$0" && printf %s "$PATH"', settings], { encoding: 'utf8' })
    : '';
  return [process.env.PATH ?? '', labPath].find(path =>
    path.split(':').some(folder => existsSync(join(folder, 'kubectl'))),
  );
}
