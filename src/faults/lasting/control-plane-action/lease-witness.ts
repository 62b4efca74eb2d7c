import type { V1Lease } from '@kubernetes/client-node';
import { readJson } from '../../../kubernetes/connect.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import type { Witness } from './witness.ts';

/** Leaders renew every 2 s. Fact: kube-scheduler and kube-controller-manager, `--leader-elect-retry-period`. */
const silentMs = 8_000;

/** The lease by which the component leads is not renewed any more. */
export function leaseWitness(lease: string, { kubernetes, now, signal }: LastingFaultContext): Witness {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${lease}`;
  let renewal: string | undefined;
  let renewedT: number | undefined;
  return {
    async look() {
      const { spec } = await readJson<V1Lease>(kubernetes, { path, asking: `the lease ${lease}`, signal });
      const seen = String(spec?.renewTime);
      if (renewedT === undefined || seen !== renewal) renewedT = now();
      renewal = seen;
      const ms = now() - renewedT;
      return ms >= silentMs ? `its lease has not been renewed for ${(ms / 1000).toFixed(1)} s` : undefined;
    },
  };
}
