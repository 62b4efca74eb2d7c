/** What has to be undone, in the reverse order of its making. (`AsyncDisposableStack` is newer than the oldest Node we run on.) */
export interface UndoStack extends AsyncDisposable {
  use<T extends AsyncDisposable>(resource: T): T;
  defer(undo: () => unknown): void;
  /** Everything collected so far, for somebody else to undo; this stack is empty then. */
  move(): AsyncDisposable;
}

export function createUndoStack(): UndoStack {
  let undos: (() => unknown)[] = [];
  const undoAll = async (list: readonly (() => unknown)[]) => {
    const failures: unknown[] = [];
    for (const undo of list.toReversed()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'undoing failed');
  };
  const take = () => {
    const taken = undos;
    undos = [];
    return taken;
  };
  return {
    use(resource) {
      undos.push(() => resource[Symbol.asyncDispose]());
      return resource;
    },
    defer: undo => undos.push(undo),
    move() {
      const moved = take();
      return { [Symbol.asyncDispose]: () => undoAll(moved.splice(0)) };
    },
    [Symbol.asyncDispose]: () => undoAll(take()),
  };
}
