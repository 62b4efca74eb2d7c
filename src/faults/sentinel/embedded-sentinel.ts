import type { ApiConnection } from '../../kubernetes/access.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { Sentinel, SentinelAttempt } from './sentinel.ts';

/** Routes of the embedded cluster's network, beside the Kubernetes API. */
export const embeddedNetwork = '/chaos-gate/v1/network';

/** A sentinel at the address of a pod or a node of the embedded cluster: its requests take the way that the pod's own take. */
export function openEmbeddedSentinel(api: Pick<ApiConnection, 'send'>, place: string, address: string): Sentinel {
  return {
    place,
    async send(to, { attempts, together, timeoutMs, bytes }, signal) {
      const answer = await readJson<{ attempts: SentinelAttempt[] }>(api, {
        method: 'POST',
        path: `${embeddedNetwork}/sentinel`,
        body: { from: address, to: to.address, port: to.port, attempts, together, timeoutMs, bytes },
        asking: `requests from ${place} to ${to.address}:${to.port}`,
        signal,
        timeoutMs: timeoutMs * (together ? 1 : attempts) + 30_000,
      });
      return answer.attempts;
    },
  };
}

/** Whether a cluster is an embedded one: only there the network has this door. Throws ApiFailure when the cluster does not answer. */
export async function hasEmbeddedNetwork(api: Pick<ApiConnection, 'send'>, signal: AbortSignal): Promise<boolean> {
  return (await api.send({ path: `${embeddedNetwork}/rules`, signal })).status === 200;
}
