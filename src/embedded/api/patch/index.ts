import { parse as parseYaml } from 'yaml';
import { applyConfiguration, checkApplyParameters } from '../apply/index.ts';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { type Decoded, decodeObject, type MismatchText, mapMismatch } from '../decode/index.ts';
import { parsePatch, unknownFormat } from '../http/body.ts';
import type { ResourcePath } from '../http/request-info.ts';
import type { WriteParameters } from '../http/write-parameters.ts';
import type { Registry, UpdateOptions } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { badRequest, forbidden, IMMUTABLE, invalid, invalidKind, invalidObject } from '../status/index.ts';
import { goMap } from './go-map.ts';
import { applyJsonPatch } from './json-patch.ts';
import { applyMergePatch, isObject } from './merge-patch.ts';
import { mergedAway, patchedText } from './patched-text.ts';
import { strategicMerge } from './strategic-merge.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

export interface PatchRequest {
  readonly contentType: string;
  readonly body: string;
  readonly parameters: WriteParameters;
}

export interface Patched {
  readonly object: AnyObject;
  readonly created: boolean;
  readonly warnings: readonly string[];
}

/** Applies a patch of any of the four kinds to an object. */
export function patchObject(
  registry: Registry,
  resource: Resource,
  target: ResourcePath,
  request: PatchRequest,
): Patched {
  const { contentType, body, parameters } = request;
  const accepted = resource.model ? [JSON_PATCH, MERGE_PATCH, STRATEGIC, APPLY] : [JSON_PATCH, MERGE_PATCH, APPLY];
  if (contentType === STRATEGIC && !resource.model) throw unknownFormat(accepted);
  if (!accepted.includes(contentType))
    throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  if (contentType === APPLY) {
    checkApplyParameters(target, parameters);
    return applyConfiguration(registry, resource, target, parseApplied(body), parameters);
  }
  if (parameters.force)
    throw invalidKind({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      forbidden('force', 'may not be specified for non-apply patch'),
    ]);
  const patch = parsePatch(body, contentType === STRATEGIC ? '' : 'error decoding patch: ');
  const change = changeOf(contentType, patch, resource);
  const words =
    contentType === STRATEGIC
      ? { shown: () => goMap(mergedAway(patch)), mismatchText: mapMismatch }
      : { shown: (patched: AnyObject, current: AnyObject) => patchedText(resource.model, patched, current) };
  const subresource = target.subresource as UpdateOptions['subresource'];
  let warnings: readonly string[] = [];
  const object = registry.update(
    resource,
    target.namespace,
    target.name!,
    current => {
      const decoded = decodePatched(resource, current, change(current) as AnyObject, { ...parameters, ...words });
      warnings = decoded.warnings;
      return decoded.object;
    },
    { ...parameters, subresource },
  );
  return { object, created: false, warnings };
}

/** What a refused patch is answered with. */
interface PatchWords {
  /** The patch, or what it makes of the object. */
  shown(patched: AnyObject, current: AnyObject): string;
  readonly mismatchText?: MismatchText;
}

/** @throws ApiError 422: what a patch makes of an object is no longer one, or has another identity */
function decodePatched(
  resource: Resource,
  current: AnyObject,
  patched: AnyObject,
  { fieldValidation, shown, mismatchText }: WriteParameters & PatchWords,
): Decoded {
  const uid = patched.metadata?.uid;
  if (uid && uid !== current.metadata!.uid) {
    const changed = invalid('metadata.uid', uid, IMMUTABLE);
    throw invalidObject(resource, current.metadata!.name!, [changed, changed]);
  }
  try {
    return decodeObject(resource, patched, fieldValidation, [], mismatchText);
  } catch (error) {
    if (!(error instanceof ApiError) || !resource.model) throw error;
    const detail = error.message.replace(/^.*? cannot be handled as a \w+: /, '');
    throw invalidKind({ group: '', kind: '' }, '', [invalid('patch', shown(patched, current), detail)]);
  }
}

function changeOf(contentType: string, patch: unknown, resource: Resource): (current: AnyObject) => unknown {
  if (contentType === JSON_PATCH) return current => applyJsonPatch(current, patch);
  if (!isObject(patch))
    throw badRequest(
      `json: cannot unmarshal ${Array.isArray(patch) ? 'array' : typeof patch} into Go value of type map[string]interface {}`,
    );
  if (contentType === MERGE_PATCH) return current => applyMergePatch(current, patch);
  return current => strategicMerge(current, patch, resource.model);
}

/** A change of the object behind a subresource that has a form of its own (Scale). */
export function patchDocument(contentType: string, body: string, current: object, type: string): unknown {
  const patch = parsePatch(body, 'error decoding patch: ');
  if (contentType === JSON_PATCH) return applyJsonPatch(current, patch);
  if (contentType === MERGE_PATCH) return applyMergePatch(current, patch);
  if (contentType === STRATEGIC && isObject(patch)) return strategicMerge(current, patch, type);
  throw unknownFormat([JSON_PATCH, MERGE_PATCH, STRATEGIC]);
}

function parseApplied(body: string): AnyObject {
  try {
    const object = parseYaml(body);
    if (isObject(object)) return object as AnyObject;
  } catch (error) {
    throw badRequest(`error decoding YAML: ${(error as Error).message}`);
  }
  throw badRequest('error decoding YAML: an object was expected');
}
