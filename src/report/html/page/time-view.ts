/** What part of an experiment's time is shown, and where the reader looks: one for all its lanes and probes. */
export interface TimeView {
  readonly endT: number;
  from(): number;
  to(): number;
  /** The moment that is pointed at. */
  at(): number | undefined;
  /** Shows this part; it is kept within the experiment and at least a hundredth of a second long. */
  show(from: number, to: number): void;
  showAll(): void;
  /** Below 1 shows less; the moment pointed at, or the middle, stays where it is. */
  zoom(factor: number): void;
  /** Points at a moment, and brings it into view. */
  pointAt(t: number | undefined): void;
  /** Is told of every change. */
  listen(listener: () => void): void;
}

const leastSpan = 10;

export function openTimeView(endT: number): TimeView {
  const whole = Math.max(leastSpan, endT);
  const listeners: (() => void)[] = [];
  let [start, end] = [0, whole];
  let pointed: number | undefined;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const place = (from: number, to: number) => {
    const span = Math.min(whole, Math.max(leastSpan, to - from));
    start = Math.min(Math.max(0, from), whole - span);
    end = start + span;
  };
  return {
    endT: whole,
    from: () => start,
    to: () => end,
    at: () => pointed,
    listen: listener => void listeners.push(listener),
    show(from, to) {
      place(from, to);
      changed();
    },
    showAll() {
      place(0, whole);
      changed();
    },
    zoom(factor) {
      const fixed = pointed !== undefined && pointed >= start && pointed <= end ? pointed : (start + end) / 2;
      const span = Math.max(leastSpan, (end - start) * factor);
      const share = (fixed - start) / (end - start);
      place(fixed - share * span, fixed + (1 - share) * span);
      changed();
    },
    pointAt(t) {
      pointed = t === undefined ? undefined : Math.min(whole, Math.max(0, t));
      if (pointed !== undefined && (pointed < start || pointed > end)) {
        const half = (end - start) / 2;
        place(pointed - half, pointed + half);
      }
      changed();
    },
  };
}
