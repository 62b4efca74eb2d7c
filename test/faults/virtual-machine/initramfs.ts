import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Debian's kernel has as modules of what its disk, its network, and a node's faults need. */
const wanted = [
  ...['virtio_pci', 'virtio_net', '9pnet_virtio', '9p', 'overlay', 'veth'],
  ...['sch_netem', 'sch_htb', 'sch_tbf', 'crc32c_generic', 'nf_tables', 'nft_compat', 'nft_chain_nat'],
  ...['xt_tcpudp', 'xt_mark', 'xt_statistic', 'xt_CLASSIFY', 'xt_REDIRECT', 'ipt_REJECT'],
];

/** Writes the first file system of a virtual machine, of an unpacked kernel and busybox; `scratch` is a folder of its own. */
export function writeInitramfs(folder: string, scratch: string): string {
  const tree = join(scratch, 'tree');
  mkdirSync(join(tree, 'modules'), { recursive: true });
  for (const name of ['init', 'door.service', 'door.pl'])
    cpSync(fileURLToPath(new URL(name, import.meta.url)), join(tree, name));
  chmodSync(join(tree, 'init'), 0o755);
  copyFileSync(join(folder, 'bin/busybox'), join(tree, 'busybox'));
  for (const [index, file] of inOrder(join(folder, 'lib/modules')).entries())
    copyFileSync(file, join(tree, 'modules', `${String(index).padStart(3, '0')}-${basename(file)}`));
  const files = readdirSync(tree, { recursive: true, encoding: 'utf8' });
  const archive = execFileSync(join(folder, 'bin/busybox'), ['cpio', '-o', '-H', 'newc'], {
    cwd: tree,
    input: files.join('\n'),
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const file = join(scratch, 'initramfs');
  writeFileSync(file, archive);
  return file;
}

/** The files of the wanted modules, each after those that it depends on. Throws an Error for one that is not there. */
function inOrder(folder: string): string[] {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.ko'))
      .map(path => [nameOf(basename(path, '.ko')), join(folder, path)]),
  );
  const found = new Set<string>();
  const add = (name: string) => {
    const file = files.get(nameOf(name));
    if (file === undefined) throw new Error(`the kernel in ${folder} has no module ${name}`);
    const dependencies = /\0depends=([^\0]*)/.exec(readFileSync(file, 'latin1'))?.[1] ?? '';
    for (const dependency of dependencies.split(',').filter(Boolean)) add(dependency);
    found.add(file);
  };
  wanted.forEach(add);
  return [...found];
}

function nameOf(module: string): string {
  return module.replaceAll('-', '_');
}
