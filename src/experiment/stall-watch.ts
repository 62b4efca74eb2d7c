import type { Clock } from './clock.ts';

/** Measures how long the gate itself stood still: a starved gate must not be taken for a slow app. */
export interface StallWatch extends Disposable {
  /** Stalls shorter than this are not seen. */
  readonly resolutionMs: number;
  /** Length of the longest stall that overlaps a span of the run's clock; 0: none. */
  longestWithin(from: number, to: number): number;
}

const beatMs = 10;
const resolutionMs = 50;
/** Longer than any sample may be under way. */
const rememberedMs = 120_000;

/** Starts a heartbeat on the event loop. A gap between two beats is time in which nothing of the gate could run. */
export function watchStalls(clock: Clock): StallWatch {
  let lastBeat = clock.now();
  let stalls: { start: number; end: number }[] = [];
  const beat = setInterval(() => {
    const now = clock.now();
    if (now - lastBeat - beatMs > resolutionMs) {
      stalls = stalls.filter(stall => stall.end > now - rememberedMs);
      stalls.push({ start: lastBeat + beatMs, end: now });
    }
    lastBeat = now;
  }, beatMs);
  beat.unref();
  return {
    resolutionMs,
    longestWithin(from, to) {
      // A socket's event may run before the beat that would have noticed the stall: the gap that is still open counts.
      const open = { start: lastBeat + beatMs, end: clock.now() };
      let longest = 0;
      for (const { start, end } of [...stalls, open])
        if (start < to && end > from && end - start > resolutionMs) longest = Math.max(longest, end - start);
      return longest;
    },
    [Symbol.dispose]: () => clearInterval(beat),
  };
}
