export { ALL_VERBS, apiVersionOf, type Resource, resourceName, type Subresource, storageName } from './resource.ts';
export { isBuiltInKind } from './resource-list.ts';
export { createResourceTable, type ResourceTable } from './resource-table.ts';
