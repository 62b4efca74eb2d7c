import { TEMPLATE_GENERATION } from '../defaults/workloads.ts';
import type { JsonObject } from '../json-object.ts';

/** An object's metadata alone, as `PartialObjectMetadata`. */
export function partialMetadata({ kind, metadata }: JsonObject): JsonObject {
  const shown = kind === 'DaemonSet' ? withoutTemplateGeneration(metadata) : metadata;
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: shown };
}

/** The server takes the metadata before it makes this annotation of what is a field to itself. */
function withoutTemplateGeneration({ annotations, ...metadata }: JsonObject): JsonObject {
  const { [TEMPLATE_GENERATION]: _generation, ...others } = annotations ?? {};
  return Object.keys(others).length > 0 ? { ...metadata, annotations: others } : metadata;
}
