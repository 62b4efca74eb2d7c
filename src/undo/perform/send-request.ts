import type { Vantage } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { ApiConnection, ApiResponse } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { requestPod, requestService, requestUrl } from '../../kubernetes/http-exchange.ts';
import type { SendRequest } from '../operation.ts';

/** Sends a request into the cluster or out of it. Throws InfrastructureFailure when the answer is not the wanted one. */
export async function sendRequest(
  operation: SendRequest,
  api: Pick<ApiConnection, 'send'>,
  vantage: Vantage | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { path, method, statuses } = operation;
  let status: number;
  try {
    ({ status } = await ask(operation, api, vantage, signal));
  } catch (error) {
    if ('pod' in operation.target && isNotFound(error)) return 'the pod is gone';
    throw error;
  }
  const wanted = statuses?.includes(status) ?? (status >= 200 && status <= 299);
  if (!wanted)
    throw new InfrastructureFailure(`${method} ${path}: found ${status}, expected ${statuses?.join(' or ') ?? '2xx'}`);
  return undefined;
}

async function ask(
  { target, ...request }: SendRequest,
  api: Pick<ApiConnection, 'send'>,
  vantage: Vantage | undefined,
  signal: AbortSignal,
): Promise<ApiResponse> {
  if ('url' in target) return await requestUrl(new URL(request.path, target.url), request, signal);
  if ('pod' in target) return await requestPod(api, target.pod, request, { signal });
  if (!vantage)
    throw new InfrastructureFailure('there is no way to the Services of the cluster that the journal names');
  return await requestService(vantage, target.service, request, signal);
}
