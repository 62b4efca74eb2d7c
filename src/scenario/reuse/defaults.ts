import { defaultKeys } from '../language/defaults.ts';
import type { Places } from '../yaml/expand-nodes.ts';
import type { PlainMap } from './foreach.ts';

/**
 * A scenario with what `defaults:` says where it says nothing itself. Of two maps the keys are merged, the scenario's own
 * win; a list of its own takes the place of the whole list.
 */
export function withDefaults(scenario: PlainMap, defaults: PlainMap, places: Places): PlainMap {
  const given = defaultKeys.filter(key => Object.hasOwn(defaults, key));
  if (given.length === 0) return scenario;
  const merged = mergeMaps(scenario, defaults, given, places);
  for (const key of given) {
    const own = scenario[key];
    const general = defaults[key];
    if (isPlainMap(own) && isPlainMap(general)) merged[key] = mergeMaps(own, general, Object.keys(general), places);
  }
  return merged;
}

export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of `own` with those of the keys of `general` that it lacks, each with its place. */
function mergeMaps(own: PlainMap, general: PlainMap, keys: readonly string[], places: Places): PlainMap {
  const merged: PlainMap = Object.assign(Object.create(null), own);
  const entries = new Map(places.get(own)?.entries);
  for (const key of keys) {
    if (Object.hasOwn(own, key)) continue;
    merged[key] = general[key];
    const place = places.get(general)?.entries.get(key);
    if (place) entries.set(key, place);
  }
  places.set(merged, { start: places.get(own)?.start ?? 0, entries });
  return merged;
}
