import type { KubernetesAccess } from '../../../kubernetes/access.ts';
import { openNodeSentinel } from '../../sentinel/node-sentinel.ts';
import { sendPaced } from '../../sentinel/paced-attempts.ts';
import type { SentinelAttempt, SentinelBurst } from '../../sentinel/sentinel.ts';
import type { Dependency } from './dependency.ts';

/** How a sentinel calls a Service of a real cluster. */
export interface ServiceWay {
  readonly place: string;
  send(burst: SentinelBurst, signal: AbortSignal): Promise<readonly SentinelAttempt[]>;
}

/** From a node by the Service's own address, past kube-proxy; where nodes are out of reach, through the API server. */
export async function findServiceWay(
  { label, path, clusterIP, port, pods }: Dependency,
  { node: door, send }: KubernetesAccess,
  signal: AbortSignal,
): Promise<ServiceWay> {
  const node = pods[0]?.spec?.nodeName;
  if (node && door.refusal('execute') === undefined) {
    const sentinel = openNodeSentinel(door, node, `node ${node}`);
    return {
      place: `from node ${node} through Service ${label}`,
      send: burst => sentinel.send({ address: clusterIP, port }, burst, signal),
    };
  }
  const attempt = async ({ timeoutMs }: SentinelBurst): Promise<SentinelAttempt> => {
    const start = performance.now();
    const ended = (outcome: SentinelAttempt['outcome']) => ({ outcome, ms: performance.now() - start, sentBytes: 0 });
    try {
      const { status } = await send({ path: `${path}:${port}/proxy/`, asking: `Service ${label}`, signal, timeoutMs });
      // The API server's word for a connection that broke.
      return ended(status === 502 || status === 503 ? 'reset' : 'answered');
    } catch {
      signal.throwIfAborted();
      return ended('silent');
    }
  };
  const sendAll = async (burst: SentinelBurst): Promise<SentinelAttempt[]> => {
    if (burst.paced) return await sendPaced(sendAll, burst, signal);
    if (burst.together) return await Promise.all(Array.from({ length: burst.attempts }, () => attempt(burst)));
    const found: SentinelAttempt[] = [];
    while (found.length < burst.attempts) found.push(await attempt(burst));
    return found;
  };
  return { place: `from the API server through Service ${label}`, send: sendAll };
}
