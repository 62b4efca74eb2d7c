import type { Change } from './store.ts';

/** Who wants to hear of changes. Each subscriber gets every change on a microtask of its own, never inside the call that made it. */
export interface Subscribers {
  add(listener: (change: Change) => void, backlog?: readonly Change[]): () => void;
  publish(change: Change): void;
}

export function createSubscribers(): Subscribers {
  const queues = new Set<{ push(change: Change): void }>();
  return {
    add(listener, backlog = []) {
      const pending: Change[] = [];
      let open = true;
      let scheduled = false;
      const deliverNext = () => {
        scheduled = false;
        const change = pending.shift();
        if (!open || change === undefined) return;
        schedule();
        listener(change);
      };
      const schedule = () => {
        if (scheduled || pending.length === 0) return;
        scheduled = true;
        queueMicrotask(deliverNext);
      };
      const queue = {
        push(change: Change) {
          pending.push(change);
          schedule();
        },
      };
      queues.add(queue);
      for (const change of backlog) queue.push(change);
      return () => {
        open = false;
        queues.delete(queue);
      };
    },
    publish(change) {
      for (const queue of queues) queue.push(change);
    },
  };
}
