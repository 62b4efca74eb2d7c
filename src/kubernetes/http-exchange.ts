import type { Vantage } from '../cluster/cluster.ts';
import { InfrastructureFailure } from '../errors.ts';
import type { ServiceTarget } from '../scenario/suite.ts';
import type { ApiConnection, ApiRequest, ApiResponse } from './access.ts';
import { failureOf } from './api-failure.ts';

/** A request to something that runs in the cluster. */
export interface HttpRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A port of one pod. */
export interface PodPort {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/**
 * Asks a pod through the API server, whatever the pod's network lets through from here.
 * Throws ApiFailure when the pod did not answer: 404 there is no such pod, 503 nothing listens.
 */
export async function requestPod(
  api: Pick<ApiConnection, 'send'>,
  { namespace, name, port }: PodPort,
  { path, method, headers, body }: HttpRequest,
  options: { readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<ApiResponse> {
  const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
  const [bare = '/', query] = path.split('?');
  const request: ApiRequest = {
    method: method as ApiRequest['method'],
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${port}/proxy${bare}`,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: lower,
    ...(body !== undefined && { text: body, contentType: lower['content-type'] ?? 'text/plain' }),
    asking: `${method} ${path} of pod ${namespace}/${name}`,
    ...options,
  };
  const response = await api.send(request);
  if (response.status >= 400 && isFromApiServer(response)) throw failureOf(request, response);
  return response;
}

/** Asks a Service through the provider's way in. Throws InfrastructureFailure when it was not answered. */
export async function requestService(
  vantage: Vantage,
  service: ServiceTarget,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<ApiResponse> {
  await using way = await vantage.openService(service, signal);
  return await requestUrl(new URL(request.path, `${service.protocol}://${way.host}:${way.port}`), request, signal);
}

/** Throws InfrastructureFailure when it was not answered. */
export async function requestUrl(url: URL, request: HttpRequest, signal: AbortSignal): Promise<ApiResponse> {
  const { method, path, headers, body } = request;
  try {
    const answer = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    return { status: answer.status, body: await answer.text() };
  } catch (error) {
    throw new InfrastructureFailure(`${method} ${path} was not answered`, { cause: error });
  }
}

/** The API server's own word about a pod that it could not ask. */
function isFromApiServer({ body }: ApiResponse): boolean {
  try {
    const parsed = JSON.parse(body) as { kind?: string; apiVersion?: string } | null;
    return parsed?.kind === 'Status' && parsed.apiVersion === 'v1';
  } catch {
    return false;
  }
}
