import type { ApiConnection } from '../../kubernetes/access.ts';
import { readJson } from '../../kubernetes/connect.ts';
import { sendPaced } from './paced-attempts.ts';
import type { Sentinel, SentinelAttempt } from './sentinel.ts';

/** Routes of the embedded cluster's network, beside the Kubernetes API. */
export const embeddedNetwork = '/chaos-gate/v1/network';

/** A sentinel at the address of a pod or a node of the embedded cluster: its requests take the way that the pod's own take. */
export function openEmbeddedSentinel(api: Pick<ApiConnection, 'send'>, place: string, address: string): Sentinel {
  const send: Sentinel['send'] = async (to, burst, signal) => {
    if (burst.paced) return await sendPaced(batch => send(to, batch, signal), burst, signal);
    const { attempts, together, timeoutMs, bytes } = burst;
    const answer = await readJson<{ attempts: SentinelAttempt[] }>(api, {
      method: 'POST',
      path: `${embeddedNetwork}/sentinel`,
      body: { from: address, to: to.address, port: to.port, attempts, together, timeoutMs, bytes },
      asking: `requests from ${place} to ${to.address}:${to.port}`,
      signal,
      timeoutMs: timeoutMs * (together ? 1 : attempts) + 30_000,
    });
    return answer.attempts;
  };
  return { place, send };
}

/** Whether a cluster is an embedded one: only there the network has this door. Throws ApiFailure when the cluster does not answer. */
export async function hasEmbeddedNetwork(api: Pick<ApiConnection, 'send'>, signal: AbortSignal): Promise<boolean> {
  return (await api.send({ path: `${embeddedNetwork}/rules`, signal })).status === 200;
}
