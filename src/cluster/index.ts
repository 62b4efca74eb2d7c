import type { ProviderName } from '../scenario/suite.ts';
import type { ClusterProvider } from './cluster.ts';
import { embedded } from './embedded.ts';
import { existing } from './existing.ts';
import { kind } from './kind.ts';
import { minikube } from './minikube.ts';

export type {
  ClusterIdentity,
  ClusterOptions,
  ClusterProvider,
  ContainerProcessState,
  ContainerReference,
  MachineState,
  NodeCommandResult,
  NodeDoor,
  NodeOperation,
  NodeService,
  RunningCluster,
  ServiceAddress,
  Vantage,
} from './cluster.ts';
export { requiredPermissions } from './permissions.ts';
export { pullWarnings } from './pull-policy.ts';

/** Every provider there is. */
export const providers: readonly ClusterProvider[] = [embedded, kind, minikube, existing];

export function providerOf(name: ProviderName): ClusterProvider {
  return providers.find(provider => provider.name === name)!;
}
