import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import type { CloneStep, EnvironmentMutation } from '../../scenario/suite.ts';
import { changedContainers } from './compose-clone.ts';
import { proveSeccomp } from './prove-seccomp.ts';
import { setUpToxiproxy } from './set-up-toxiproxy.ts';

/**
 * What shows that the clone's pods are the changed ones: the API for what they run with, the kubelet for what ran before,
 * Toxiproxy itself for its toxics, the kernel for a seccomp profile. `sources`: pods of what was cloned. Throws InfrastructureFailure for what is not so.
 */
export async function proveMutations(
  pods: readonly V1Pod[],
  sources: readonly V1Pod[],
  step: CloneStep,
  kubernetes: KubernetesAccess,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<string> {
  if (pods.length < step.replicas)
    throw new InfrastructureFailure(`${pods.length} of ${step.replicas} pods of the clone are there`);
  const evidence = [`${pods.map(({ metadata }) => metadata?.name).join(', ')} are ready`];
  for (const mutation of step.mutations) {
    if (mutation.kind === 'toxiproxy') {
      const said = await Promise.all(pods.map(pod => setUpToxiproxy(pod, mutation, kubernetes, options)));
      evidence.push(...new Set(said));
    } else if (mutation.kind === 'seccomp') continue;
    else if (mutation.kind === 'tc') evidence.push(`${mutation.command[0]} ended with 0 before their containers`);
    else {
      const lacking = pods.find(pod => !hasVariable(pod, mutation));
      if (lacking) throw new InfrastructureFailure(`${lacking.metadata?.name} runs without ${mutation.name}`);
      evidence.push(`they have ${mutation.name}`);
    }
  }
  // Of one profile for all of them.
  if (step.mutations.some(({ kind }) => kind === 'seccomp'))
    evidence.push(await proveSeccomp(pods, sources, step, kubernetes, options.signal));
  return evidence.join('; ');
}

function hasVariable({ spec }: V1Pod, { name, value }: EnvironmentMutation): boolean {
  return changedContainers(spec).every(({ env }) =>
    env?.some(variable => variable.name === name && variable.value === value),
  );
}
