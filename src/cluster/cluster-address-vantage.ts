import { createServer } from 'node:net';
import type { ApiConnection } from '../kubernetes/access.ts';
import { readService, ServiceMissing } from '../kubernetes/read-service.ts';
import type { Vantage } from './cluster.ts';

/** Ports that only root may listen on are served this much higher by a cluster that is not root's. */
const unprivilegedShift = 10_000;

/**
 * The Service's own cluster address, where this machine can reach it as the pods do (the embedded cluster). The way is
 * whole as long as the cluster, which is its network, lives.
 */
export function openClusterAddressVantage(
  connection: Pick<ApiConnection, 'send'>,
  lives: () => boolean | Promise<boolean>,
): Vantage {
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
        port: (await mayListen(port.port)) ? port.port : port.port + unprivilegedShift,
        description: `Service ${target.namespace}/${target.name} through its cluster address`,
        check: async () => lives(),
        async [Symbol.asyncDispose]() {
          // Nothing was made for it.
        },
      };
    },
  };
}

/** The cluster runs as the user we are: a port that we may not listen on, it may not either. */
function mayListen(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES') resolve(false);
      else if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
