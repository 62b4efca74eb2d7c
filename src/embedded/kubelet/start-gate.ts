/** Lets at most a given number of containers start at the same time; the others wait in line. */
export interface StartGate {
  /** Resolves when it is the caller's turn, with the function that ends it. Idempotent. */
  enter(): Promise<() => void>;
}

export function createStartGate(limit: number): StartGate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else inside--;
  };
  return {
    async enter() {
      if (inside < limit) inside++;
      else await new Promise<void>(resolve => waiting.push(resolve));
      let left = false;
      return () => {
        if (left) return;
        left = true;
        leave();
      };
    },
  };
}
