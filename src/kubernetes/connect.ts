import { resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { RunningCluster } from '../cluster/cluster.ts';
import { InfrastructureFailure, InvalidInput, messageOf } from '../errors.ts';
import type { ApiConnection, ApiRequest, ApiResponse, KubernetesAccess } from './access.ts';
import { ApiFailure, describeRequest, failureOf } from './api-failure.ts';
import { openTransport, type Transport } from './api-transport.ts';
import { loadKubeconfig } from './kubeconfig.ts';

const defaultTimeoutMs = 30_000;

/**
 * Connects to the cluster of a kubeconfig's context (the current one by default) and asks its version once.
 * Throws InvalidInput for a kubeconfig that is no good, InfrastructureFailure when the cluster does not answer within `timeoutMs`.
 */
export async function connect(
  kubeconfig: string,
  context: string | undefined,
  options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
): Promise<ApiConnection> {
  const path = resolve(kubeconfig);
  const config = loadKubeconfig(path, context);
  const server = config.getCurrentCluster()?.server ?? '';
  const transport = await openWith(config, path);
  const connection: ApiConnection = {
    config,
    kubeconfig: path,
    context: config.currentContext,
    send: request => send(transport, request),
  };
  try {
    await readJson(connection, {
      path: '/version',
      asking: 'its version',
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new InfrastructureFailure(
      `the cluster of context "${config.currentContext}" at ${server} does not answer as one: ${messageOf(error)}`,
      { cause: error },
    );
  }
  return connection;
}

/** Reads the certificates and credentials of a kubeconfig's context, and asks no server. Throws InvalidInput when they are no good. */
export async function requireCredentials(kubeconfig: string, context: string | undefined): Promise<void> {
  const path = resolve(kubeconfig);
  await openWith(loadKubeconfig(path, context), path);
}

async function openWith(config: KubeConfig, path: string): Promise<Transport> {
  try {
    return await openTransport(config);
  } catch (error) {
    throw new InvalidInput(`kubeconfig ${path}: ${messageOf(error).split('\n')[0]}`);
  }
}

/** The way to the API server of a configuration's current cluster; asks nothing before the first request. */
export function openChannel(config: KubeConfig): Pick<ApiConnection, 'send'> {
  let transport: Promise<Transport> | undefined;
  return {
    async send(request) {
      transport ??= openTransport(config);
      return await send(await transport, request);
    },
  };
}

/** A running cluster as the engine uses it: its API connected, with the provider's node door and vantage. Throws as `connect`. */
export async function accessCluster(cluster: RunningCluster, signal: AbortSignal): Promise<KubernetesAccess> {
  const { kubeconfig, context } = cluster.identity;
  return { ...(await connect(kubeconfig, context, { signal })), node: cluster.node, vantage: cluster.vantage };
}

/** One request whose answer is JSON. Throws ApiFailure for every status but 2xx, the signal's reason after an abort. */
export async function readJson<T>(connection: Pick<ApiConnection, 'send'>, request: ApiRequest): Promise<T> {
  const response = await connection.send(request);
  if (response.status < 200 || response.status > 299) throw failureOf(request, response);
  try {
    return JSON.parse(response.body) as T;
  } catch (error) {
    throw new ApiFailure(`${describeRequest(request)}: the answer is not JSON`, {
      status: response.status,
      cause: error,
    });
  }
}

async function send(transport: Transport, request: ApiRequest): Promise<ApiResponse> {
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    return await transport(request, signal);
  } catch (error) {
    request.signal?.throwIfAborted();
    const why = deadline.aborted ? `no answer within ${timeoutMs} ms` : messageOf(error);
    throw new ApiFailure(`${describeRequest(request)}: ${why}`, { cause: error });
  }
}
