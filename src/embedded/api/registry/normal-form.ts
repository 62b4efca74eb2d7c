import type { AnyObject } from '../cluster-api.ts';

/** Maps of strings that a server drops when they are empty (`omitempty`). An empty object elsewhere has a meaning. */
const STRING_MAPS = new Set([
  'labels',
  'annotations',
  'nodeSelector',
  'matchLabels',
  'data',
  'binaryData',
  'stringData',
  'limits',
  'requests',
]);
/** Lists whose emptiness a client may need to see. */
const KEPT_LISTS = new Set(['endpoints', 'addresses', 'ports', 'rules', 'subsets']);

/** An object as it is stored: no nulls, no undefined, no empty lists and string maps, as after a round trip through the server's types. */
export function normalForm(object: AnyObject): AnyObject {
  return withoutEmpty(object) as AnyObject;
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner === null || inner === undefined) continue;
    if (Array.isArray(inner) && inner.length === 0 && !KEPT_LISTS.has(key)) continue;
    if (STRING_MAPS.has(key) && typeof inner === 'object' && Object.keys(inner).length === 0) continue;
    kept[key] = withoutEmpty(inner);
  }
  return kept;
}
