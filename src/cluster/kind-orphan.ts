import { readdir, readFile } from 'node:fs/promises';

/**
 * Ends a `kind create cluster` that outlived the run which started it, and the engine's clients that it started, so that no
 * node appears after the cluster was deleted. Only on Linux, where /proc tells: elsewhere kind ends by itself at its next
 * line of output, which nobody reads any more.
 */
export async function endOrphanedCreation(name: string): Promise<void> {
  for (const pid of await findCreations(name)) endProcess(pid);
}

async function findCreations(name: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter(entry => /^\d+$/.test(entry)).map(Number);
  const found = await Promise.all(
    pids.map(async pid => {
      const line = `${(await readProcess(pid, 'cmdline')).replaceAll('\0', ' ')} `;
      const isCreation =
        line.includes(`kind create cluster --name ${name} `) || line.includes(`--label io.x-k8s.kind.cluster=${name} `);
      return isCreation && (await isOrphan(pid)) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** A run that still goes on is its kind's parent; a dead one's children are taken over by init, or by whoever reaps here, which is no Node. */
async function isOrphan(pid: number): Promise<boolean> {
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(await readProcess(pid, 'status'))?.[1] ?? 1);
  if (parent <= 1) return true;
  const [program = ''] = (await readProcess(parent, 'cmdline')).split('\0');
  return !/(^|\/)(node[\w.-]*|kind)$/.test(program);
}

async function readProcess(pid: number, file: 'cmdline' | 'status'): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // It ended between the two looks, or is somebody else's.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
