import type { NodeDoor } from '../../cluster/cluster.ts';
import type { SeccompMutation } from '../../scenario/suite.ts';

/** A kernel that can answer a system call with an error. */
const actions = '/proc/sys/kernel/seccomp/actions_avail';
/** systemd lists every system call of Linux. */
const listSystemCalls = ['systemd-analyze', 'syscall-filter', '@known'];

/** Why a node cannot carry a seccomp profile, or which of its names are no system calls; undefined: it can. */
export async function refuseSeccomp(
  { syscalls, proof }: SeccompMutation,
  node: string,
  door: NodeDoor,
  signal: AbortSignal,
): Promise<string | undefined> {
  const available = await door.execute(node, ['cat', actions], signal);
  if (!available.stdout.split(/\s+/).includes('errno')) return `the kernel of ${node} has no seccomp filters`;
  if ((await door.execute(node, ['perl', '-e', '1'], signal)).status !== 0)
    return `${node} has no perl, which writes the profile`;
  const { status, stdout } = await door.execute(node, listSystemCalls, signal);
  // The runtime leaves out what it does not know, and nothing would fail.
  if (status !== 0)
    return proof
      ? undefined
      : `${node} cannot tell whether these are system calls (no systemd-analyze): give a \`proof\``;
  const known = new Set(stdout.split('\n').map(line => line.trim()));
  const unknown = syscalls.filter(name => !known.has(name));
  return unknown.length > 0 ? `${unknown.join(', ')}: Linux has no such system call` : undefined;
}
