/** Whether a node is paused. What would happen meanwhile waits for the thaw. */
export interface Freezer {
  readonly frozen: boolean;
  freeze(): void;
  thaw(): void;
  /** Resolves at once unless frozen. */
  thawed(): Promise<void>;
}

export function createFreezer(): Freezer {
  let thaw: PromiseWithResolvers<void> | undefined;
  return {
    get frozen() {
      return thaw !== undefined;
    },
    freeze() {
      thaw ??= Promise.withResolvers<void>();
    },
    thaw() {
      thaw?.resolve();
      thaw = undefined;
    },
    thawed: async () => thaw?.promise,
  };
}
