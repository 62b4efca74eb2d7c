import { isDeepStrictEqual } from 'node:util';
import type { ApiConnection } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { readJson } from '../../kubernetes/connect.ts';
import { fieldsOf } from '../object-content.ts';
import type { ObjectContent, RevertObject } from '../operation.ts';
import { objectIsGone, restoreObject } from './restore-object.ts';

type Json = Readonly<Record<string, unknown>>;

/** Makes an object say what it said, and changes nothing where it does. Throws ApiFailure. */
export async function revertObject(
  { path, former }: RevertObject,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const live = await readJson<Json>(api, { path, asking: `what ${path} is`, signal });
    const patch = patchTo(former, live);
    if (Object.keys(patch).length === 0) return undefined;
    return await restoreObject({ kind: 'restoreObject', path, patch }, api, signal);
  } catch (error) {
    if (isNotFound(error)) return objectIsGone;
    throw error;
  }
}

function patchTo({ labels, annotations, fields }: ObjectContent, live: Json): Json {
  const { metadata } = live as { metadata?: { labels?: Json; annotations?: Json } };
  const metadataPatch = {
    ...within('labels', changesTo(labels, metadata?.labels)),
    ...within('annotations', changesTo(annotations, metadata?.annotations)),
  };
  return { ...mergePatchBetween(fieldsOf(live), fields), ...within('metadata', metadataPatch) };
}

/** Of named values; null: not there. */
function changesTo(wanted: Json, live: Json = {}): Json {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => (live[name] ?? null) !== value));
}

function within(key: string, patch: Json): Json {
  return Object.keys(patch).length > 0 ? { [key]: patch } : {};
}

/** The JSON merge patch (RFC 7386) that makes `to` of `from`; empty: they are the same. Pure. */
export function mergePatchBetween(from: Json, to: Json): Json {
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [was, wanted] = [from[key], to[key]];
    if (isDeepStrictEqual(was, wanted)) continue;
    patch[key] = isMap(was) && isMap(wanted) ? mergePatchBetween(was, wanted) : (wanted ?? null);
  }
  return patch;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
