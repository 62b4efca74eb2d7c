import type { Informer } from './informer.ts';
import { selects } from './label-selector.ts';
import { type Identified, keyOf, type LabelSelector } from './objects.ts';
import { controllerOf } from './owner-references.ts';
import type { WorkQueue } from './work-queue.ts';

type Owner = Identified & { readonly spec?: { readonly selector?: LabelSelector } };

/**
 * Queues owners: each when it changes itself, when something it controls changes or goes, and when something that
 * nobody controls comes to fit its selector.
 */
export function watchOwnership<O extends Owner, C extends Identified>(
  owners: Informer<O>,
  children: Informer<C>,
  queue: WorkQueue,
): void {
  owners.onChange(({ latest }) => queue.add(keyOf(latest)));
  children.onChange(({ before, after }) => {
    for (const child of [before, after]) {
      const owner = child && owners.byUid(controllerOf(child)?.uid ?? '');
      if (owner) queue.add(keyOf(owner));
    }
    if (!after || controllerOf(after)) return;
    for (const owner of owners.inNamespace(after.metadata!.namespace!)) {
      if (selects(owner.spec?.selector, after.metadata!.labels)) queue.add(keyOf(owner));
    }
  });
}
