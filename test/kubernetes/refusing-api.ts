import type { ApiConnection } from '../../src/kubernetes/access.ts';

/**
 * The cluster as it answers while its API server starts (as seen on kind after its etcd was stopped): it has not read its
 * roles, refuses everybody with 403, and says on /readyz that it is not ready. `forbid`: refuses although it is ready.
 */
export function sabotageApi(access: ApiConnection) {
  let state: 'well' | 'starting' | 'forbidden' = 'well';
  const refused: string[] = [];
  const connection: ApiConnection = {
    ...access,
    async send(request) {
      const isHealth = request.path === '/readyz';
      if (state === 'well' || (isHealth && state === 'forbidden')) return await access.send(request);
      if (isHealth) return { status: 500, body: '[-]informer-sync failed: reason withheld' };
      refused.push(request.path);
      const body = { kind: 'Status', status: 'Failure', code: 403, reason: 'Forbidden', message: 'User cannot list' };
      return { status: 403, body: JSON.stringify(body) };
    },
  };
  return { connection, refused, become: (next: typeof state) => (state = next) };
}

/** A configuration whose watches find nobody, while its lists (which `send` makes) are answered. */
export function withoutWatches({ config }: ApiConnection): ApiConnection['config'] {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(config)), config) as typeof config;
  copy.clusters = config.clusters.map(each => ({ ...each, server: 'https://127.0.0.1:9' }));
  return copy;
}
