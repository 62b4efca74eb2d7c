import { randomBytes } from 'node:crypto';
import type { NodeDoor } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { isReady, listNodes } from '../../kubernetes/nodes.ts';
import { linuxErrors } from '../../scenario/linux-errors.ts';
import type { CloneMutation, SeccompMutation } from '../../scenario/suite.ts';
import type { NodeCommand, UndoSequence } from '../../undo/operation.ts';

/** Where the kubelet looks for profiles of type Localhost. Fact: kubernetes.io/docs/tutorials/security/seccomp. */
const folder = '/var/lib/kubelet/seccomp';
/** Its name and its text are arguments: no shell reads them. */
const writeProgram =
  'my ($path, $text) = @ARGV; open(my $file, ">", $path) or die "$path: $!\\n"; print $file $text; close $file or die "$path: $!\\n"';

/** The profile of a clone as the nodes get it. */
export interface SeccompProfile {
  /** As a pod names it: relative to the kubelet's folder. */
  readonly name: string;
  readonly text: string;
  readonly nodes: readonly string[];
  /** What takes it away again, with the folder where that was not there. */
  readonly undo: UndoSequence;
}

/** In the order of runc's own structure. Fact: github.com/opencontainers/runtime-spec, config-linux.md, Seccomp. */
export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
}

/** What the profile makes of the mutations: all that is not named is allowed. Pure. */
export function seccompRules(mutations: readonly CloneMutation[]): SeccompRule[] {
  return mutations
    .filter((mutation): mutation is SeccompMutation => mutation.kind === 'seccomp')
    .map(({ syscalls, errno }) => ({
      names: syscalls,
      action: 'SCMP_ACT_ERRNO',
      errnoRet: linuxErrors[errno],
    }));
}

/** Plans the profile for every node on which the clone may run; undefined: nothing is filtered. Changes nothing. Throws InfrastructureFailure. */
export async function planSeccompProfile(
  mutations: readonly CloneMutation[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<SeccompProfile | undefined> {
  const syscalls = seccompRules(mutations);
  if (syscalls.length === 0) return undefined;
  const ready = (await listNodes(kubernetes, signal)).filter(isReady);
  const nodes = ready.map(({ metadata }) => metadata?.name ?? '');
  const name = `chaos-gate-${randomBytes(6).toString('hex')}.json`;
  const operations: NodeCommand[] = [];
  for (const node of nodes) {
    const { status } = await kubernetes.node.execute(node, ['test', '-d', folder], signal);
    if (status !== 0) operations.push(removeFolder(node));
    operations.push(removeFile(node, `${folder}/${name}`));
  }
  return {
    name,
    text: JSON.stringify({ defaultAction: 'SCMP_ACT_ALLOW', syscalls }),
    nodes,
    undo: { kind: 'sequence', operations },
  };
}

/** Writes the profile on its nodes, and reads it again. Returns what was read. Throws InfrastructureFailure. */
export async function writeSeccompProfile(
  { name, text, nodes }: SeccompProfile,
  door: NodeDoor,
  signal: AbortSignal,
): Promise<string> {
  const path = `${folder}/${name}`;
  for (const node of nodes) {
    await demand(node, ['mkdir', '-p', folder], door, signal);
    await demand(node, ['perl', '-e', writeProgram, path, text], door, signal);
    if ((await demand(node, ['cat', path], door, signal)) !== text)
      throw new InfrastructureFailure(`${path} on ${node} is not what was written`);
  }
  return `${path} is on ${nodes.join(', ')}`;
}

async function demand(node: string, argv: readonly string[], door: NodeDoor, signal: AbortSignal): Promise<string> {
  const { status, stdout, stderr } = await door.execute(node, argv, signal);
  if (status !== 0)
    throw new InfrastructureFailure(`${argv[0]} on ${node} ended with ${status}: ${stderr.trim().split('\n')[0]}`);
  return stdout;
}

function removeFile(node: string, path: string): NodeCommand {
  return { kind: 'nodeCommand', node, argv: ['rm', '-f', path], until: ['test', '!', '-e', path] };
}

function removeFolder(node: string): NodeCommand {
  const argv = ['rmdir', '--ignore-fail-on-non-empty', folder];
  return { kind: 'nodeCommand', node, argv, unless: ['test', '-d', folder] };
}
