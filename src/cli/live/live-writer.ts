/** As much of a terminal as the writer needs: `process.stderr` is one. */
export interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** Lines that stay, and below them a block that is drawn again and again. */
export interface LiveWriter extends Disposable {
  /** A line that stays. */
  print(line: string): void;
  /** Draws the block again where it has changed. */
  draw(): void;
}

export const redrawMs = 100;
/** The writer keeps the thread for at most this share of the time: a slow terminal gets fewer redraws. */
const maxShare = 0.02;

/**
 * Writes to a terminal. `lines` makes the block for a width and a height. Each line of it is narrower than the terminal,
 * so it is known how many rows to go up; after the window has become narrower some of the old block may stay behind,
 * but no line that was printed is ever erased.
 */
export function openLiveWriter(
  terminal: Terminal,
  lines: (width: number, height: number) => readonly string[],
  now: () => number,
): LiveWriter {
  let shown: readonly string[] = [];
  let restUntil = 0;
  const erase = () => (shown.length === 0 ? '' : `\r${shown.length > 1 ? `\u001b[${shown.length - 1}A` : ''}\u001b[J`);
  return {
    print(line) {
      terminal.write(`${erase()}${line}\n`);
      shown = [];
    },
    draw() {
      const started = now();
      if (started < restUntil) return;
      const next = lines((terminal.columns || 80) - 1, Math.max(1, (terminal.rows || 24) - 1));
      if (next.length === shown.length && next.every((line, index) => line === shown[index])) return;
      terminal.write(`${erase()}${next.join('\n')}`);
      shown = next;
      const ended = now();
      restUntil = ended + (ended - started) / maxShare;
    },
    [Symbol.dispose]() {
      if (shown.length > 0) terminal.write(erase());
      shown = [];
    },
  };
}
