import { randomBytes } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { runtimeIdOf } from '../../kubernetes/container-id.ts';
import type { CloneStep, SeccompMutation } from '../../scenario/suite.ts';
import { changedContainers } from './compose-clone.ts';
import { type SeccompRule, seccompRules } from './seccomp-profile.ts';

const runtime = ['ctr', '--namespace', 'k8s.io'] as const;

/** A container that runs, on its node. */
interface RunningContainer {
  readonly node: string;
  readonly containerId: string;
  /** For sentences: `container web of web-chaos-1`. */
  readonly label: string;
}

/**
 * The kernel says of every container's process that its calls are filtered, the runtime by which rules; a program that makes
 * such a call fails in the clone, and not in a pod of the source (`sources`). Throws InfrastructureFailure for what is not so.
 */
export async function proveSeccomp(
  pods: readonly V1Pod[],
  sources: readonly V1Pod[],
  step: Pick<CloneStep, 'mutations'>,
  kubernetes: Pick<KubernetesAccess, 'node'>,
  signal: AbortSignal,
): Promise<string> {
  const evidence: string[] = [];
  const containers = pods.flatMap(containersOf);
  if (containers.length === 0) throw new InfrastructureFailure('no container of the clone runs');
  for (const container of containers) {
    const filters = await readFilters(container, kubernetes, signal);
    const rules = await readRules(container, kubernetes, signal);
    const lacking = seccompRules(step.mutations).find(rule => !rules.some(found => isSame(found, rule)));
    if (lacking)
      throw new InfrastructureFailure(
        `the runtime made ${container.label} without a filter of ${lacking.names.join(', ')}`,
      );
    evidence.push(`the kernel has ${filters} on ${container.label}`);
  }
  const mutations = step.mutations.filter((mutation): mutation is SeccompMutation => mutation.kind === 'seccomp');
  for (const { syscalls, errno } of mutations)
    evidence.push(`its runtime answers ${syscalls.join(', ')} with ${errno}`);
  const firstOf = (pod: V1Pod): RunningContainer[] => containersOf(pod).slice(0, 1);
  for (const { proof } of mutations)
    if (proof)
      evidence.push(await proveCall(proof, pods.flatMap(firstOf), sources.flatMap(firstOf)[0], kubernetes, signal));
  return evidence.join('; ');
}

/** Makes the call in the first container of a pod of the source, where it has to work, and of every pod of the clone. */
async function proveCall(
  argv: readonly string[],
  containers: readonly RunningContainer[],
  source: RunningContainer | undefined,
  kubernetes: Pick<KubernetesAccess, 'node'>,
  signal: AbortSignal,
): Promise<string> {
  if (!source) throw new InfrastructureFailure('no pod of the source runs, with which the proof could be compared');
  const usual = await executeIn(source, argv, kubernetes, signal);
  if (usual.status !== 0)
    throw new InfrastructureFailure(
      `${argv[0]} ended with ${usual.status} in ${source.label}, where nothing is filtered`,
    );
  for (const container of containers) {
    const { status } = await executeIn(container, argv, kubernetes, signal);
    if (status === 0)
      throw new InfrastructureFailure(`${argv[0]} ended with 0 in ${container.label} as well: no call failed`);
  }
  return `${argv[0]} works in ${source.label} and fails in the clone`;
}

async function executeIn(
  container: RunningContainer,
  argv: readonly string[],
  { node: door }: Pick<KubernetesAccess, 'node'>,
  signal: AbortSignal,
) {
  const id = `chaos-gate-${randomBytes(6).toString('hex')}`;
  const execute = [...runtime, 'tasks', 'exec', '--exec-id', id, runtimeIdOf(container), ...argv];
  return await door.execute(container.node, execute, signal);
}

/** Fact: proc_pid_status(5): `Seccomp: 2` is SECCOMP_MODE_FILTER. */
async function readFilters(
  container: RunningContainer,
  { node: door }: Pick<KubernetesAccess, 'node'>,
  signal: AbortSignal,
): Promise<string> {
  const state = await door.containerState(container, signal);
  if (state.state === 'ended') throw new InfrastructureFailure(`${container.label} has ended`);
  const { stdout } = await door.execute(container.node, ['cat', `/proc/${state.pid}/status`], signal);
  const mode = /^Seccomp:\s*(\d+)$/m.exec(stdout)?.[1];
  if (mode !== '2')
    throw new InfrastructureFailure(
      `the kernel filters no call of ${container.label} (Seccomp: ${mode ?? 'not said'})`,
    );
  const filters = /^Seccomp_filters:\s*(\d+)$/m.exec(stdout)?.[1];
  return filters === undefined ? 'a filter' : `${filters} filter${filters === '1' ? '' : 's'}`;
}

async function readRules(
  container: RunningContainer,
  { node: door }: Pick<KubernetesAccess, 'node'>,
  signal: AbortSignal,
): Promise<readonly SeccompRule[]> {
  const { node, label } = container;
  const argv = [...runtime, 'containers', 'info', runtimeIdOf(container)];
  const { status, stdout } = await door.execute(node, argv, signal);
  if (status !== 0) throw new InfrastructureFailure(`the runtime of ${node} does not know ${label}`);
  const { Spec } = JSON.parse(stdout) as { Spec?: { linux?: { seccomp?: { syscalls?: readonly SeccompRule[] } } } };
  return Spec?.linux?.seccomp?.syscalls ?? [];
}

function isSame(found: SeccompRule, rule: SeccompRule): boolean {
  const hasNames = rule.names.every(name => found.names.includes(name));
  return hasNames && found.action === rule.action && found.errnoRet === rule.errnoRet;
}

/** Those of the source, in the order of the pod. */
function containersOf(pod: V1Pod): RunningContainer[] {
  return changedContainers(pod.spec).flatMap(({ name }) => {
    const status = pod.status?.containerStatuses?.find(each => each.name === name);
    if (!status?.state?.running || !status.containerID) return [];
    const label = `container ${name} of ${pod.metadata?.name}`;
    return { node: pod.spec?.nodeName ?? '', containerId: status.containerID, label };
  });
}
