/**
 * Whether the API server is out. Everything in this process reaches the objects without a socket, and so has to be told:
 * what a component would read or write over the API waits until the outage is over.
 */
export interface ApiOutage {
  readonly lasts: boolean;
  /** Idempotent. */
  begin(): void;
  /** Idempotent. */
  end(): void;
  /** Resolves at once unless it lasts. */
  over(): Promise<void>;
  /** Told when an outage begins and when it ends; the function that is returned ends that. */
  onChange(listener: (lasts: boolean) => void): () => void;
}

export function createApiOutage(): ApiOutage {
  const listeners = new Set<(lasts: boolean) => void>();
  let end: PromiseWithResolvers<void> | undefined;
  const tell = (lasts: boolean): void => {
    for (const listener of [...listeners]) listener(lasts);
  };
  return {
    get lasts() {
      return end !== undefined;
    },
    begin() {
      if (end) return;
      end = Promise.withResolvers<void>();
      tell(true);
    },
    end() {
      const ended = end;
      if (!ended) return;
      end = undefined;
      tell(false);
      ended.resolve();
    },
    over: async () => end?.promise,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
