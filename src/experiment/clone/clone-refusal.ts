import type { V1Node } from '@kubernetes/client-node';
import type { NodeDoor } from '../../cluster/cluster.ts';
import type { Position } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { listNodes } from '../../kubernetes/nodes.ts';
import type { CloneMutation, Scenario } from '../../scenario/suite.ts';
import { refuseSeccomp } from './seccomp-refusal.ts';
import { redirectRule } from './set-up-toxiproxy.ts';

const embeddedRuntime = 'chaos-gate-embedded://';

/**
 * Which mutation of a scenario's clones this cluster cannot carry, and why, before anything is injected; undefined: it
 * can do all of them. Throws ApiFailure.
 */
export async function cloneRefusal(
  scenario: Pick<Scenario, 'steps'>,
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<{ readonly at: Position; readonly message: string } | undefined> {
  const mutations = scenario.steps
    .flatMap(step => (step.kind === 'clone' ? step.mutations : []))
    .filter(mutation => mutation.kind !== 'environment');
  if (mutations.length === 0) return undefined;
  const nodes = await listNodes(kubernetes, signal);
  for (const mutation of mutations) {
    const why = await refuse(mutation, nodes, kubernetes, signal);
    if (why !== undefined) return { at: mutation.at, message: `clone: ${mutation.kind}: ${why}` };
  }
  return undefined;
}

async function refuse(
  mutation: Exclude<CloneMutation, { kind: 'environment' }>,
  nodes: readonly V1Node[],
  { node: door }: KubernetesAccess,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (nodes.some(({ status }) => status?.nodeInfo?.containerRuntimeVersion.startsWith(embeddedRuntime)))
    return refuseEmbedded(mutation);
  const noCommands = door.refusal('execute');
  if (mutation.kind === 'seccomp' && noCommands !== undefined)
    return `the profile has to be on the nodes, and ${noCommands}`;
  if (mutation.kind === 'toxiproxy' && noCommands !== undefined)
    return `connections are redirected from the nodes, and ${noCommands}`;
  if (noCommands !== undefined) return undefined;
  for (const { metadata, spec } of nodes) {
    if (nodes.length > 1 && spec?.taints?.some(({ effect }) => effect === 'NoSchedule')) continue;
    const why = await refuseOnNode(mutation, metadata?.name ?? '', door, signal);
    if (why !== undefined) return why;
  }
  return undefined;
}

async function refuseOnNode(
  mutation: CloneMutation,
  node: string,
  door: NodeDoor,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (mutation.kind === 'seccomp') return await refuseSeccomp(mutation, node, door, signal);
  const trial = trialOf(mutation);
  if (trial === undefined) return undefined;
  const { status, stderr } = await door.execute(node, ['unshare', '-n', ...trial], signal);
  return status === 0 ? undefined : `the kernel of ${node} cannot do it (${stderr.trim().split('\n')[0]})`;
}

function refuseEmbedded(mutation: Exclude<CloneMutation, { kind: 'environment' }>): string {
  const use = 'use kind (--cluster kind)';
  if (mutation.kind === 'seccomp')
    return `the containers of the embedded cluster are processes without a runtime that could filter their system calls; ${use}`;
  return `the embedded cluster can neither run ${mutation.image} nor change the network of a pod; ${use}`;
}

/** What shows, in a network of its own, whether the kernel has what the mutation needs. */
function trialOf(mutation: CloneMutation): string[] | undefined {
  if (mutation.kind === 'toxiproxy') return redirectRule('-A', 1, 2);
  const usesNetem = mutation.kind === 'tc' && [...mutation.command, ...mutation.args].join(' ').includes('netem');
  return usesNetem ? ['tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'] : undefined;
}
