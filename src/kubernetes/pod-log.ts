import type { ApiConnection } from './access.ts';

/** The last lines of a container's log, without empty ones; none when there is no log (yet, or any more). Throws ApiFailure without an answer. */
export async function readLastLogLines(
  connection: Pick<ApiConnection, 'send'>,
  pod: { readonly namespace: string; readonly name: string },
  options: {
    readonly container?: string;
    readonly previous?: boolean;
    readonly lines: number;
    readonly signal?: AbortSignal;
  },
): Promise<string[]> {
  const { status, body } = await connection.send({
    path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/log`,
    query: { container: options.container, previous: options.previous || undefined, tailLines: options.lines },
    asking: `log of pod ${pod.namespace}/${pod.name}`,
    signal: options.signal,
    timeoutMs: 5_000,
  });
  if (status !== 200) return [];
  return body.split('\n').filter(line => line.trim() !== '');
}
