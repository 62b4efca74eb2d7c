import type { Identified, Pod, PodTemplate } from './objects.ts';
import { controllerReferenceTo } from './owner-references.ts';
import { canonicalJson } from './semantic-equality.ts';

/** The pod that a controller makes from its template: named by the API server, owned by the controller. */
export function podFromTemplate(template: PodTemplate, owner: Identified): Pod {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${owner.metadata!.name}-`,
      namespace: owner.metadata!.namespace,
      labels: { ...labels },
      ...(annotations && { annotations: { ...annotations } }),
      ...(finalizers && { finalizers: [...finalizers] }),
      ownerReferences: [controllerReferenceTo(owner)],
    },
    spec: structuredClone(template.spec),
  };
}

/** Kubernetes' alphabet for generated names: no vowels, nothing that looks like something else. */
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A short name for the content of a template (32-bit FNV-1a, as in Kubernetes, over our own canonical text, so the
 * hashes differ from a real cluster's). `collisionCount` moves it away from a name that is taken.
 */
export function hashOf(template: unknown, collisionCount: number | undefined): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(canonicalJson(template) + (collisionCount ?? ''))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  const digits = Buffer.from(String(hash));
  return digits.reduce((text, byte) => text + SAFE_ALPHABET[byte % SAFE_ALPHABET.length], '');
}
