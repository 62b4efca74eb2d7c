export type { Deleted, DeleteRequest } from './delete.ts';
export { randomSuffix } from './generate-name.ts';
export {
  createRegistry,
  type FieldManager,
  type Registry,
  type RegistryContext,
  type RegistryOptions,
  type ServiceAddresses,
  type UpdateOptions,
  type WriteOptions,
} from './registry.ts';
export { timestamp } from './timestamp.ts';
