import type { ClusterApi } from '../api/cluster-api.ts';
import { microTimestamp } from '../controllers/timestamps.ts';

const resource = 'leases.coordination.k8s.io';
const namespace = 'kube-system';
/** Of kube-scheduler and kube-controller-manager: `--leader-elect-lease-duration`, `--leader-elect-retry-period`. */
const leaseSeconds = 15;
const renewalMs = 2_000;

/** Takes a lease in kube-system and renews it, as the leader of a component does; the function that is returned ends that, and the lease expires. */
export function holdLease(
  api: ClusterApi,
  name: string,
  holder: string,
  onError: (error: unknown, where: string) => void,
): () => void {
  const guarded = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      onError(error, `lease ${name}`);
    }
  };
  guarded(() => takeLease(api, name, holder));
  const timer = setInterval(() => guarded(() => renewLease(api, name, holder)), renewalMs);
  return () => clearInterval(timer);
}

function takeLease(api: ClusterApi, name: string, holder: string): void {
  const time = microTimestamp(Date.now());
  const taken = api.mutate(resource, namespace, name, lease => {
    const transitions = (lease.spec?.leaseTransitions ?? 0) + 1;
    lease.spec = { ...specOf(holder, time), acquireTime: time, leaseTransitions: transitions } as never;
  });
  if (taken) return;
  api.create(resource, {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace },
    spec: { ...specOf(holder, time), acquireTime: time, leaseTransitions: 0 } as never,
  });
}

/** A lease that somebody deleted is taken anew. */
function renewLease(api: ClusterApi, name: string, holder: string): void {
  const renewed = api.mutate(resource, namespace, name, lease => {
    lease.spec = { ...lease.spec, ...specOf(holder, microTimestamp(Date.now())) } as never;
  });
  if (!renewed) takeLease(api, name, holder);
}

function specOf(holderIdentity: string, renewTime: string) {
  return { holderIdentity, leaseDurationSeconds: leaseSeconds, renewTime };
}
