import { InvalidInput } from './errors.ts';
import type { GateOptions } from './options.ts';
import { kubernetesVersion } from './scenario/language/cluster.ts';
import type { ProviderName } from './scenario/suite.ts';

/** The flags, and inputs of the action, that only some providers can follow. */
const usableBy = {
  'node-image': ['kind'],
  'kubernetes-version': ['kind', 'minikube'],
  kubeconfig: ['existing'],
  context: ['existing'],
  'allow-context': ['existing'],
} as const satisfies Record<string, readonly ProviderName[]>;

/**
 * Throws InvalidInput for every flag that the cluster has no use for: who names a context expects that the run goes there.
 * What a file says for another cluster than the one that a flag names is no mistake.
 */
export function checkClusterFlags(
  { cluster, allowContext }: Pick<GateOptions, 'cluster' | 'allowContext'>,
  provider: ProviderName = 'embedded',
): void {
  const given: Record<keyof typeof usableBy, string | undefined> = {
    'node-image': cluster.nodeImage,
    'kubernetes-version': cluster.kubernetesVersion,
    kubeconfig: cluster.kubeconfig,
    context: cluster.context,
    'allow-context': allowContext,
  };
  const unused = (Object.keys(usableBy) as (keyof typeof usableBy)[]).filter(
    flag => given[flag] !== undefined && !(usableBy[flag] as readonly ProviderName[]).includes(provider),
  );
  if (unused.length > 0)
    throw new InvalidInput(
      unused.map(flag => ({
        message: `--${flag}: found "${given[flag]}" for the cluster ${provider}, which has no use for it; expected --cluster ${usableBy[flag].join(' or ')} with it, or no --${flag}`,
      })),
    );
  const version = cluster.kubernetesVersion;
  if (version !== undefined && !kubernetesVersion.pattern.test(version))
    throw new InvalidInput(`--kubernetes-version: found "${version}", expected ${kubernetesVersion.form}`);
}
