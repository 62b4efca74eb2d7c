export { serveDefinitions, validateDefinition } from './definitions.ts';
export { applySchemaDefaults, prune, validateSchema } from './structural-schema.ts';
