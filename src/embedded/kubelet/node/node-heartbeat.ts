import { microTimestamp } from '../../controllers/timestamps.ts';
import type { NodeContext } from '../context.ts';
import { nodeConditions } from './node-object.ts';

const LEASE_NAMESPACE = 'kube-node-lease';
/** As kubelet writes it; how long the controllers wait is theirs to decide. */
const LEASE_SECONDS = 40;

/** Renews a node's lease, at once and then periodically, and says Ready again when others have come to doubt it. Returns the end. */
export function startHeartbeat(context: NodeContext): () => void {
  const beat = () => {
    if (context.outage.lasts) return;
    try {
      renewLease(context);
      assertReady(context);
    } catch (error) {
      context.onError(error, `heartbeat of node ${context.node}`);
    }
  };
  beat();
  const timer = setInterval(beat, context.leaseRenewalMs);
  const forget = context.outage.onChange(beat);
  return () => {
    forget();
    clearInterval(timer);
  };
}

function renewLease({ api, node }: NodeContext): void {
  const renewTime = microTimestamp(Date.now());
  const renewed = api.mutate('leases.coordination.k8s.io', LEASE_NAMESPACE, node, lease => {
    lease.spec = { ...lease.spec, holderIdentity: node, renewTime };
  });
  if (renewed) return;
  const owner = api.get('nodes', undefined, node);
  if (!owner) return;
  api.create('leases.coordination.k8s.io', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: node,
      namespace: LEASE_NAMESPACE,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node, uid: owner.metadata!.uid! }],
    },
    spec: { holderIdentity: node, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  });
}

function assertReady({ api, node }: NodeContext): void {
  const current = api.get('nodes', undefined, node);
  if (!current || current.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')) return;
  api.mutateStatus('nodes', undefined, node, draft => {
    draft.status = { ...draft.status, conditions: nodeConditions(draft.status?.conditions) as never };
  });
}
