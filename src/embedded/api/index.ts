export { createServiceAccountTokens, type IssuedToken, type ServiceAccountTokens } from './auth/index.ts';
export { ApiError, type ClusterApi } from './cluster-api.ts';
export { createClusterApi } from './create-cluster-api.ts';
export { type ApiServer, createServer, type ServerOptions } from './http/create-server.ts';
export type { ExtraRoute } from './http/server-context.ts';
export { createRegistry, type Registry, type RegistryOptions, type ServiceAddresses } from './registry/index.ts';
