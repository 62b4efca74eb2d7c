import type { ApiConnection } from '../kubernetes/access.ts';
import { readService, ServiceMissing } from '../kubernetes/read-service.ts';
import type { Vantage } from './cluster.ts';

/**
 * The Service's own cluster address, where this machine can reach it as the pods do (the embedded cluster). The way is
 * whole as long as the cluster's process, which is its network, lives.
 */
export function openClusterAddressVantage(connection: Pick<ApiConnection, 'send'>, lives: () => boolean): Vantage {
  return {
    async openService(target, signal) {
      const { service, port } = await readService(connection, target, signal);
      const address = service.spec?.clusterIP;
      if (!address || address === 'None')
        throw new ServiceMissing(
          `Service ${target.namespace}/${target.name} is headless: it has no address of its own to probe`,
        );
      return {
        host: address,
        port: port.port,
        description: `Service ${target.namespace}/${target.name} through its cluster address`,
        check: async () => lives(),
        async [Symbol.asyncDispose]() {
          // Nothing was made for it.
        },
      };
    },
  };
}
