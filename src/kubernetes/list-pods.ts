import type { V1Deployment, V1Namespace, V1Pod, V1PodList } from '@kubernetes/client-node';
import { literalNamespaces, namespaceMatches } from '../scenario/pod-selection.ts';
import type { PodMatch } from '../scenario/suite.ts';
import type { ApiConnection } from './access.ts';
import { ApiFailure, isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';
import { formatLabelSelector } from './label-selector.ts';

/** What a match found, and why it may have found less than was meant (a namespace or a Deployment that is not there). */
export interface MatchedPods {
  readonly match: PodMatch;
  readonly pods: readonly V1Pod[];
  readonly missing?: string;
}

/**
 * The pods that PowerfulSeal matches mean, one result a match, in the order of the matches. Pods are the API's JSON
 * (times are RFC 3339 strings). Throws ApiFailure when the API server refuses or does not answer.
 */
export async function listPods(
  connection: ApiConnection,
  matches: readonly PodMatch[],
  signal?: AbortSignal,
): Promise<MatchedPods[]> {
  return await Promise.all(matches.map(match => findPods(connection, match, signal)));
}

/** Pods of a namespace (`*` or empty: of all), by label selector. Throws ApiFailure. */
export async function listPodsByLabels(
  connection: ApiConnection,
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

async function findPods(connection: ApiConnection, match: PodMatch, signal?: AbortSignal): Promise<MatchedPods> {
  if (match.kind === 'deployment') {
    const selector = await readDeploymentSelector(connection, match.namespace, match.name, signal);
    return selector === undefined
      ? { match, pods: [], missing: `there is no Deployment ${match.namespace}/${match.name}` }
      : { match, pods: await listPodsByLabels(connection, match.namespace, selector, signal) };
  }
  const selector = match.kind === 'labels' ? match.selector : undefined;
  const literal = literalNamespaces(match.namespace);
  if (literal === undefined) {
    const everywhere = await listPodsByLabels(connection, '*', selector, signal);
    return { match, pods: everywhere.filter(pod => namespaceMatches(pod.metadata?.namespace ?? '', match.namespace)) };
  }
  const pods = (
    await Promise.all(literal.map(namespace => listPodsByLabels(connection, namespace, selector, signal)))
  ).flat();
  if (pods.length > 0) return { match, pods };
  const exist = await Promise.all(literal.map(namespace => namespaceExists(connection, namespace, signal)));
  const absent = literal.filter((_, index) => !exist[index]);
  return { match, pods, ...(absent.length > 0 && { missing: `there is no namespace ${absent.join(', ')}` }) };
}

async function readDeploymentSelector(
  connection: ApiConnection,
  namespace: string,
  name: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const deployment = await readJson<V1Deployment>(connection, {
      path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments/${encodeURIComponent(name)}`,
      asking: `Deployment ${namespace}/${name}`,
      signal,
    });
    return formatLabelSelector(deployment.spec?.selector ?? {});
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
