import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';

/** How the running kernel has a module: built in, loaded, as a file that it loads when somebody asks for it, or not at all. */
export type ModuleState = 'built in' | 'loaded' | 'loadable' | 'absent';

/**
 * Looks for a kernel module by its name (`sch_netem`) in `modules.builtin` and `modules.dep` of the running kernel and in
 * `/proc/modules`. Where none of these can be read, as in many containers, the module counts as absent.
 * See https://man7.org/linux/man-pages/man5/modules.dep.5.html and https://docs.kernel.org/kbuild/kbuild.html#modules-builtin.
 *
 * @param root Folder that stands for `/`.
 */
export async function findKernelModule(name: string, root = '/'): Promise<ModuleState> {
  const read = (...path: string[]) => readFile(join(root, ...path), 'utf8').catch(() => '');
  const folder = ['lib', 'modules', release()];
  const file = new RegExp(`/${name}\\.ko`, 'm');
  if (file.test(await read(...folder, 'modules.builtin'))) return 'built in';
  if (new RegExp(`^${name} `, 'm').test(await read('proc', 'modules'))) return 'loaded';
  return file.test(await read(...folder, 'modules.dep')) ? 'loadable' : 'absent';
}
