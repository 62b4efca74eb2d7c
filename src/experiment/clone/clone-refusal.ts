import type { V1Node } from '@kubernetes/client-node';
import type { Position } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { listNodes } from '../../kubernetes/nodes.ts';
import type { CloneMutation, Scenario } from '../../scenario/suite.ts';
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
    return `the embedded cluster can neither run ${mutation.image} nor change the network of a pod; use kind (--cluster kind)`;
  const noCommands = door.refusal('execute');
  if (mutation.kind === 'toxiproxy' && noCommands !== undefined)
    return `connections are redirected from the nodes, and ${noCommands}`;
  const trial = trialOf(mutation);
  if (noCommands !== undefined || trial === undefined) return undefined;
  for (const { metadata, spec } of nodes) {
    if (nodes.length > 1 && spec?.taints?.some(({ effect }) => effect === 'NoSchedule')) continue;
    const node = metadata?.name ?? '';
    const { status, stderr } = await door.execute(node, ['unshare', '-n', ...trial], signal);
    if (status !== 0) return `the kernel of ${node} cannot do it (${stderr.trim().split('\n')[0]})`;
  }
  return undefined;
}

/** What shows, in a network of its own, whether the kernel has what the mutation needs. */
function trialOf(mutation: CloneMutation): string[] | undefined {
  if (mutation.kind === 'toxiproxy') return redirectRule('-A', 1, 2);
  const usesNetem = mutation.kind === 'tc' && [...mutation.command, ...mutation.args].join(' ').includes('netem');
  return usesNetem ? ['tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'] : undefined;
}
