import { createHash } from 'node:crypto';
import type { ApiConnection } from '../../kubernetes/access.ts';
import { ApiFailure } from '../../kubernetes/api-failure.ts';
import { fieldsOf } from '../../undo/object-content.ts';
import { type Snapshot, writeSorted } from '../snapshot.ts';
import { lookAt, type PayloadObject } from './payload.ts';

/** What the objects of payloads are, of whatever kind, by `Kind namespace/name`; those that may not be read are left out. Throws ApiFailure. */
export async function takePayloadSnapshot(
  objects: readonly PayloadObject[],
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<Snapshot> {
  const looks = objects.map(object =>
    lookAt([object], api, signal).catch(error => {
      if (error instanceof ApiFailure && error.status === 403) return [];
      throw error;
    }),
  );
  const snapshot = new Map<string, string>();
  for (const { label, live, manifest } of (await Promise.all(looks)).flat()) {
    if (!live) continue;
    const text = writeSorted({ labels: live.metadata?.labels, ...fieldsOf(live) });
    // What a secret holds is told apart, never shown.
    snapshot.set(label, manifest.kind === 'Secret' ? createHash('sha256').update(text).digest('hex') : text);
  }
  return snapshot;
}
