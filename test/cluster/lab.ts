import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a real kind cluster needs on this machine. */
export interface Lab {
  /** Why there can be none; undefined: there can. */
  readonly missing: string | undefined;
  /** The node image to name; undefined: kind's default. */
  readonly nodeImage: string | undefined;
}

/**
 * Looks for kind and a container engine: those of the lab (`$CHAOS_GATE_LAB`, else `../shared/lab` beside the checkout), whose
 * programs are put on this process's PATH, else the machine's own.
 */
export function findLab(): Lab {
  const folder = process.env.CHAOS_GATE_LAB ?? fileURLToPath(new URL('../../../shared/lab', import.meta.url));
  let nodeImage: string | undefined;
  if (existsSync(join(folder, 'settings'))) {
    const script = '. "$1" && printf "%s\\n%s" "$PATH" "$NODE_IMAGE"';
    const [path, image] = execFileSync('sh', ['-c', script, 'sh', join(folder, 'settings')], {
      encoding: 'utf8',
    }).split('\n');
    process.env.PATH = path;
    nodeImage = image;
  }
  for (const argv of [
    ['kind', 'version'],
    ['docker', 'info'],
    ...(nodeImage ? [['docker', 'image', 'inspect', nodeImage]] : []),
  ]) {
    try {
      // The environment is named, because jest's copy of it is not the one that a child inherits.
      execFileSync(argv[0]!, argv.slice(1), { stdio: 'ignore', timeout: 20_000, env: process.env });
    } catch {
      return { missing: `${argv.join(' ')} does not work here`, nodeImage };
    }
  }
  return { missing: undefined, nodeImage };
}
