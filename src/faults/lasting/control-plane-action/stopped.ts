import type { V1Lease } from '@kubernetes/client-node';
import { ApiFailure } from '../../../kubernetes/api-failure.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import type { StaticPod } from './static-pod.ts';

const pollMs = 500;
/** Leaders renew every 2 s. Fact: kube-scheduler and kube-controller-manager, `--leader-elect-retry-period`. */
const silentMs = 8_000;
/** The kubelet ends the container within its grace period of 30 s. */
const terminationMs = 35_000;

/**
 * The component does not answer on its node, and the cluster misses it: a leader's lease is not renewed; the API server
 * answers nobody; etcd is what the API server misses.
 */
export async function proveStopped(
  pod: StaticPod,
  node: string,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const { now, sleep, receiptTimeoutMs } = context;
  const deadline = now() + receiptTimeoutMs + terminationMs;
  const began = now();
  let renewal: string | undefined;
  let renewedT = began;
  for (;;) {
    const answers = await isAnswering(pod, node, context);
    const missed = await missedBy(pod, context, seen => {
      if (seen !== renewal) renewedT = now();
      renewal = seen;
      return now() - renewedT;
    });
    if (!answers && missed !== undefined)
      return { landed: true, evidence: `${pod.component} does not answer on ${node}; ${missed}` };
    if (over.aborted || now() >= deadline)
      return {
        landed: false,
        evidence: answers
          ? `${pod.component} goes on answering on ${node}`
          : `${pod.component} does not answer on ${node}, but nothing in the cluster misses it`,
      };
    await sleep(pollMs);
  }
}

async function isAnswering(
  { health }: StaticPod,
  node: string,
  { kubernetes, signal }: LastingFaultContext,
): Promise<boolean> {
  const argv = ['curl', '--silent', '--insecure', '--max-time', '2', '--output', '/dev/null', health];
  return (await kubernetes.node.execute(node, argv, signal)).status === 0;
}

/** What the API shows of it; undefined: nothing yet. `silence` is told the lease's renewal and says for how long it is the same. */
async function missedBy(
  { component, lease }: StaticPod,
  { kubernetes, signal }: LastingFaultContext,
  silence: (renewal: string | undefined) => number,
): Promise<string | undefined> {
  if (lease !== undefined) {
    const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${lease}`;
    const { spec } = await readJson<V1Lease>(kubernetes, { path, asking: `the lease of ${component}`, signal });
    const ms = silence(spec?.renewTime === undefined ? undefined : String(spec.renewTime));
    return ms >= silentMs ? `its lease has not been renewed for ${(ms / 1000).toFixed(1)} s` : undefined;
  }
  const path = component === 'etcd' ? '/readyz/etcd' : '/readyz';
  try {
    const { status } = await kubernetes.send({
      path,
      asking: `whether ${component} is well`,
      signal,
      timeoutMs: 3_000,
    });
    return status === 200 ? undefined : `the API server says ${status} to ${path}`;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return 'the API answers nobody';
  }
}
