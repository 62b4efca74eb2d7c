import { isDeepStrictEqual } from 'node:util';
import { fieldsOf } from '../../undo/object-content.ts';
import type { ObjectContent } from '../../undo/operation.ts';
import type { LiveObject, SeenObject } from './payload.ts';

/** Where `kubectl apply` remembers what it applied, to find out later what was taken out of the manifest. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The labels and annotations that `kubectl apply` of a manifest may set, change or take away. */
interface TouchedNames {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
}

/** All of an object that `kubectl apply` of its manifest may change. Pure. */
export function contentBefore({ manifest, live }: SeenObject & { readonly live: LiveObject }): ObjectContent {
  return contentOf(live, touchedNames(manifest, live));
}

/** Does an object say the same as before, kubectl's own note aside? One that came or went does not. Pure. */
export function isUnchanged(before: SeenObject, after: SeenObject): boolean {
  if (!before.live || !after.live) return before.live === after.live;
  if (before.live.metadata?.uid !== after.live.metadata?.uid) return false;
  const { labels, annotations } = touchedNames(before.manifest, before.live);
  const names = { labels, annotations: annotations.filter(name => name !== lastApplied) };
  return isDeepStrictEqual(contentOf(before.live, names), contentOf(after.live, names));
}

function contentOf(live: LiveObject, { labels, annotations }: TouchedNames): ObjectContent {
  const { metadata } = live;
  return {
    labels: pick(metadata?.labels, labels),
    annotations: pick(metadata?.annotations, annotations),
    fields: fieldsOf(live),
  };
}

function touchedNames({ metadata }: SeenObject['manifest'], live: LiveObject): TouchedNames {
  const earlier = readLastApplied(live);
  return {
    labels: [...namesOf(metadata?.labels), ...namesOf(earlier?.labels)],
    annotations: [...namesOf(metadata?.annotations), ...namesOf(earlier?.annotations), lastApplied],
  };
}

function readLastApplied({ metadata }: LiveObject): LiveObject['metadata'] {
  try {
    return (JSON.parse(metadata?.annotations?.[lastApplied] ?? '{}') as Partial<LiveObject> | null)?.metadata;
  } catch {
    // Not written by kubectl: kubectl itself refuses to apply over it.
    return undefined;
  }
}

function namesOf(values: unknown): string[] {
  return typeof values === 'object' && values !== null ? Object.keys(values) : [];
}

function pick(values: Readonly<Record<string, string>> | undefined, names: readonly string[]) {
  return Object.fromEntries(names.map(name => [name, values?.[name] ?? null]));
}
