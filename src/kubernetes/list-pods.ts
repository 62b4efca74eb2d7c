import type { V1Deployment, V1DeploymentList, V1Namespace, V1Pod, V1PodList } from '@kubernetes/client-node';
import { isSealEnabled, literalNamespaces, namespaceMatches } from '../scenario/pod-selection.ts';
import { formatLabelSelector } from '../scenario/pods/label-selector.ts';
import type { Compat, PodMatch } from '../scenario/suite.ts';
import type { ApiConnection } from './access.ts';
import { ApiFailure, isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

/** What a match found, and why it may have found less than was meant (a namespace or a Deployment that is not there). */
export interface MatchedPods {
  readonly match: PodMatch;
  readonly pods: readonly V1Pod[];
  readonly missing?: string;
}

/**
 * The pods that PowerfulSeal matches mean, one result a match, in the order of the matches. Pods are the API's JSON
 * (times are RFC 3339 strings). `legacy` reads namespace patterns as PowerfulSeal does. Throws ApiFailure when the API server refuses or does not answer.
 */
export async function listPods(
  connection: ApiConnection,
  matches: readonly PodMatch[],
  signal?: AbortSignal,
  compat: Compat = 'strict',
): Promise<MatchedPods[]> {
  return await Promise.all(matches.map(match => findPods(connection, match, compat, signal)));
}

/** Pods of a namespace (`*` or empty: of all), by label selector. Throws ApiFailure. */
export async function listPodsByLabels(
  connection: Pick<ApiConnection, 'send'>,
  namespace: string,
  selector: string | undefined,
  signal?: AbortSignal,
): Promise<V1Pod[]> {
  const everywhere = namespace === '' || namespace === '*';
  const { items } = await readJson<V1PodList>(connection, {
    path: everywhere ? '/api/v1/pods' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    query: { labelSelector: selector || undefined },
    asking: `pods of ${everywhere ? 'all namespaces' : `namespace ${namespace}`}${selector ? ` with ${selector}` : ''}`,
    signal,
  });
  return items;
}

async function findPods(
  connection: ApiConnection,
  match: PodMatch,
  compat: Compat,
  signal?: AbortSignal,
): Promise<MatchedPods> {
  if (match.kind === 'sealLabels') {
    const found = await findPods(connection, { ...match, kind: 'namespace' }, compat, signal);
    const pods = found.pods.filter(isSealEnabled);
    const missing = found.missing ?? 'none of them has seal/enabled';
    return { match, pods, ...(pods.length === 0 && { missing }) };
  }
  if (match.kind === 'deployment') {
    const deployments = await listDeployments(connection, match, compat, signal);
    const found = deployments.map(({ metadata, spec }) =>
      listPodsByLabels(connection, metadata?.namespace ?? '', formatLabelSelector(spec?.selector ?? {}), signal),
    );
    const missing = `there is no Deployment ${match.namespace || '*'}/${match.name}`;
    return { match, pods: (await Promise.all(found)).flat(), ...(deployments.length === 0 && { missing }) };
  }
  const selector = match.kind === 'labels' ? match.selector : undefined;
  const literal = literalNamespaces(match.namespace);
  if (literal === undefined) {
    const everywhere = await listPodsByLabels(connection, '*', selector, signal);
    return {
      match,
      pods: everywhere.filter(pod => namespaceMatches(pod.metadata?.namespace ?? '', match.namespace, compat)),
    };
  }
  const pods = (
    await Promise.all(literal.map(namespace => listPodsByLabels(connection, namespace, selector, signal)))
  ).flat();
  if (pods.length > 0) return { match, pods };
  const exist = await Promise.all(literal.map(namespace => namespaceExists(connection, namespace, signal)));
  const absent = literal.filter((_, index) => !exist[index]);
  return { match, pods, ...(absent.length > 0 && { missing: `there is no namespace ${absent.join(', ')}` }) };
}

/** The Deployments of a name, in the namespaces that a match means. */
async function listDeployments(
  connection: ApiConnection,
  { name, namespace }: Extract<PodMatch, { kind: 'deployment' }>,
  compat: Compat,
  signal?: AbortSignal,
): Promise<V1Deployment[]> {
  const literal = literalNamespaces(namespace);
  if (literal === undefined) {
    const { items } = await readJson<V1DeploymentList>(connection, {
      path: '/apis/apps/v1/deployments',
      query: { fieldSelector: `metadata.name=${name}` },
      asking: `Deployments called ${name}`,
      signal,
    });
    return items.filter(({ metadata }) => namespaceMatches(metadata?.namespace ?? '', namespace, compat));
  }
  const found = await Promise.all(literal.map(each => readDeployment(connection, each, name, signal)));
  return found.filter(deployment => deployment !== undefined);
}

/** undefined: there is none of that name. Throws ApiFailure. */
export async function readDeployment(
  connection: Pick<ApiConnection, 'send'>,
  namespace: string,
  name: string,
  signal?: AbortSignal,
): Promise<V1Deployment | undefined> {
  try {
    return await readJson<V1Deployment>(connection, {
      path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments/${encodeURIComponent(name)}`,
      asking: `Deployment ${namespace}/${name}`,
      signal,
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function namespaceExists(connection: ApiConnection, namespace: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await readJson<V1Namespace>(connection, { path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`, signal });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    // Namespaces are often not readable for a restricted account: then nothing can be said about it.
    if (error instanceof ApiFailure && error.status === 403) return true;
    throw error;
  }
}
