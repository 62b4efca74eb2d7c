import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BareMachine } from '../node-machine.ts';
import { writeInitramfs } from './initramfs.ts';

const variable = 'CHAOS_GATE_TEST_KERNEL';
const emulator = 'qemu-system-x86_64';
const bootTimeoutMs = 150_000;

/** The folder with a kernel to boot, or why there is none. */
export type KernelFolder = { readonly folder: string } | { readonly missing: string };

/** Looks for what a virtual machine is made of; downloads nothing. */
export function findKernel(): KernelFolder {
  const folder = process.env[variable];
  if (folder === undefined)
    return { missing: `set $${variable} to a folder with Debian's linux-image-amd64 and busybox-static, unpacked` };
  for (const path of ['boot', 'lib/modules', 'bin/busybox'])
    if (!existsSync(join(folder, path))) return { missing: `there is no ${path} in $${variable}` };
  for (const argv of [
    [emulator, '--version'],
    ['setpriv', '--version'],
    ['/lib/systemd/systemd', '--version'],
    ...['iptables', 'ip', 'tc', 'sysctl', 'curl', 'perl'].map(program => ['sh', '-c', `command -v ${program}`]),
  ])
    if (!runs(argv)) return { missing: `${argv.join(' ')} does not work here` };
  return { folder };
}

function runs([program = '', ...rest]: readonly string[]): boolean {
  try {
    execFileSync(program, rest, { stdio: 'pipe', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Boots a kernel with the programs of this machine. Its processors are emulated (TCG), which works wherever QEMU does: nested
 * virtualization may offer a /dev/kvm on which no kernel boots. Throws an Error with what the console said.
 */
export async function startVirtualMachine(folder: string): Promise<BareMachine> {
  const scratch = mkdtempSync(join(tmpdir(), 'chaos-gate-machine-'));
  const consoleFile = join(scratch, 'console');
  const port = await freePort();
  const kernel = readdirSync(join(folder, 'boot')).find(name => name.startsWith('vmlinuz'));
  const argv = [
    // It ends with the process that started it, however that ends.
    ...['--pdeathsig', 'KILL', emulator, '-nodefaults', '-no-reboot', '-display', 'none'],
    ...['-machine', 'q35,accel=tcg', '-cpu', 'max', '-smp', '2', '-m', '1024'],
    ...['-kernel', join(folder, 'boot', kernel ?? ''), '-initrd', writeInitramfs(folder, scratch)],
    ...['-append', 'console=ttyS0 panic=-1 net.ifnames=0', '-serial', `file:${consoleFile}`],
    ...['-virtfs', 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap'],
    ...['-netdev', `user,id=door,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:7000`],
    ...['-device', 'virtio-net-pci,netdev=door'],
  ];
  const machine = spawn('setpriv', argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  const way = [process.execPath, fileURLToPath(new URL('enter.js', import.meta.url)), String(port)];
  const stop = () => {
    machine.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  };
  if (await answers(machine, way)) return { name: 'virtual-machine', way, stop };
  const said = existsSync(consoleFile) ? readFileSync(consoleFile, 'utf8').slice(-2_000) : '';
  stop();
  throw new Error(`the virtual machine did not come up: ${said}`);
}

async function answers(machine: ChildProcess, way: readonly string[]): Promise<boolean> {
  const deadline = performance.now() + bootTimeoutMs;
  while (performance.now() < deadline && machine.exitCode === null) {
    if (runs([...way, 'true'])) return true;
    await delay(500);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
