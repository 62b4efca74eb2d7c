import type { NodeComponent } from '../../../cluster/cluster.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { LastingFaultContext, PreflightContext } from '../lasting-fault.ts';
import { apiWitness } from './api-witness.ts';
import { leaseWitness } from './lease-witness.ts';
import { lookupWitness, refuseLookups } from './lookup-witness.ts';
import { serviceWitness } from './service-witness.ts';
import type { Witness } from './witness.ts';

/** Who misses each component. */
export function witnessOf({ node, component }: NodeComponent, context: LastingFaultContext): Witness {
  switch (component) {
    case 'apiserver':
      return apiWitness('/readyz', context);
    case 'etcd':
      return apiWitness('/readyz/etcd', context);
    case 'scheduler':
      return leaseWitness('kube-scheduler', context);
    case 'controller-manager':
      return leaseWitness('kube-controller-manager', context);
    case 'coredns':
      return lookupWitness(context);
    case 'kube-proxy':
      return serviceWitness(node, context);
  }
}

/** Why nobody in this cluster could see that the component is missing; undefined: somebody could. */
export async function refuseWitness(
  component: ControlPlaneComponent,
  context: PreflightContext,
): Promise<string | undefined> {
  return component === 'coredns' ? await refuseLookups(context) : undefined;
}
