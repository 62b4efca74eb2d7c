import type { ApiConnection } from './access.ts';
import { ApiFailure } from './api-failure.ts';

/** What one Goldpinger pod says of one peer; the model of its `/check` answer, as far as a gate needs it. */
export interface PeerView {
  readonly podIP: string | undefined;
  /** Key of the answer: the peer's pod name (or its node's, with DISPLAY_NODENAME). */
  readonly key: string;
  readonly ok: boolean;
  /** Start of that ping, wall time in ms; undefined when it did not say. */
  readonly pingedAt: number | undefined;
  /** Whole milliseconds; the field is absent when it is 0. */
  readonly ms: number;
}

/**
 * What came of asking one pod: its view; `refused`: nothing answers there; `silent`: no answer in time, which may be the way
 * from the API server's node as well as the pod.
 */
export type PodView =
  | { readonly state: 'answered'; readonly peers: readonly PeerView[] }
  | { readonly state: 'refused' | 'silent' };

/**
 * Asks one Goldpinger pod for its own view (`/check`, from its memory) through the API server's pod proxy.
 * Throws ApiFailure when the API server itself refuses (permission) or cannot be reached.
 */
export async function readGoldpingerView(
  connection: Pick<ApiConnection, 'send'>,
  pod: { readonly namespace: string; readonly name: string; readonly port: number },
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<PodView> {
  const { namespace, name, port } = pod;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${port}/proxy/check`;
  const asking = `Goldpinger's view from pod ${name}`;
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  try {
    const { status, body } = await connection.send({ path, asking, signal });
    if (status === 401 || status === 403) throw new ApiFailure(`${asking}: ${status}`, { status });
    if (status !== 200) return { state: 'refused' };
    const peers = parseCheck(body);
    return peers ? { state: 'answered', peers } : { state: 'refused' };
  } catch (error) {
    if (signal.aborted) return { state: 'silent' };
    throw error;
  }
}

interface PodResult {
  readonly OK?: boolean;
  readonly PingTime?: string;
  readonly PodIP?: string;
  readonly 'response-time-ms'?: number;
}

/** Reads a `/check` answer; `{}` (it sees no peers) is a view without peers. undefined: it is no such answer. Pure. */
export function parseCheck(body: string): PeerView[] | undefined {
  let answer: { readonly podResults?: Readonly<Record<string, PodResult | null>> | null };
  try {
    answer = JSON.parse(body) as typeof answer;
  } catch {
    // Something else listens there; the caller counts it as not being Goldpinger's answer.
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null) return undefined;
  return Object.entries(answer.podResults ?? {}).map(([key, result]) => {
    const pingedAt = Date.parse(result?.PingTime ?? '');
    return {
      key,
      podIP: result?.PodIP,
      ok: result?.OK === true,
      pingedAt: Number.isNaN(pingedAt) ? undefined : pingedAt,
      ms: result?.['response-time-ms'] ?? 0,
    };
  });
}
