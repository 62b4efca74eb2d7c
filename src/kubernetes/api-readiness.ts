import type { ApiConnection } from './access.ts';
import { ApiFailure, failureOf } from './api-failure.ts';

const timeoutMs = 5_000;

/**
 * Throws ApiFailure while the API server is away or still starts: until it has read its roles it refuses (403) what it
 * allows before and afterwards. It tells everybody whether it is ready.
 * Fact: kube-apiserver, `--authorization-always-allow-paths` (default: /healthz, /readyz, /livez).
 */
export async function requireReady(connection: Pick<ApiConnection, 'send'>, signal?: AbortSignal): Promise<void> {
  const request = { path: '/readyz', asking: 'whether the API server is ready', signal, timeoutMs };
  const response = await connection.send(request);
  if (response.status >= 500) throw failureOf(request, response);
}

/** Whether the API server says that it is ready; false after an abort. */
export async function isReady(connection: Pick<ApiConnection, 'send'>, signal?: AbortSignal): Promise<boolean> {
  try {
    await requireReady(connection, signal);
    return true;
  } catch (error) {
    if (error instanceof ApiFailure || signal?.aborted) return false;
    throw error;
  }
}
