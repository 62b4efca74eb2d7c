import type { KubectlStep } from '../../scenario/suite.ts';
import type { UndoEntry } from '../../undo/undo-journal.ts';
import { contentBefore } from './applied-content.ts';
import type { SeenObject } from './payload.ts';

/**
 * What takes a `kubectl apply` back, by what was there before it: an object that was there gets its content back, one that
 * was not is deleted, with the same binary and proxy. In the order in which they are written; undone last first. Pure.
 */
export function undoOfApply(
  step: Pick<KubectlStep, 'kubectlBinary' | 'proxy'>,
  stepNumber: number,
  before: readonly SeenObject[],
): Pick<UndoEntry, 'description' | 'operation' | 'holds'>[] {
  const { kubectlBinary, proxy } = step;
  const entries: Pick<UndoEntry, 'description' | 'operation' | 'holds'>[] = [];
  const absent = before.filter(({ live }) => !live);
  if (absent.length > 0)
    entries.push({
      description: `delete what step ${stepNumber} applied`,
      operation: { kind: 'kubectl', action: 'delete', payload: writeNames(absent), kubectlBinary, proxy },
    });
  for (const object of before) {
    const { live, label, path } = object;
    if (!live) continue;
    entries.push({
      description: `write ${label} back as it was before step ${stepNumber}`,
      operation: { kind: 'revertObject', path, former: contentBefore({ ...object, live }) },
      holds: path,
    });
  }
  return entries;
}

/** All that deleting needs: what is in a Secret stays out of the undo journal. */
function writeNames(objects: readonly SeenObject[]): string {
  const items = objects.map(({ manifest: { apiVersion, kind, metadata } }) => ({
    apiVersion,
    kind,
    metadata: { name: metadata?.name, namespace: metadata?.namespace },
  }));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
