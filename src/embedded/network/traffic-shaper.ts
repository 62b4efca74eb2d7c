import { jittered } from './admission.ts';
import { lossDelayMs, nextRetransmissionMs } from './retransmission.ts';
import type { ActiveRule } from './rules.ts';

/** What travels one way through a connection: bytes, the orderly end, or a reset. */
export type Parcel = Buffer | 'end' | 'reset';

/**
 * Holds back what travels one way as the rules say, in order. Whatever it holds when the rules go is still delivered:
 * delayed parcels when they are due, dropped ones when TCP would have sent them again.
 */
export interface TrafficShaper {
  push(parcel: Parcel): void;
  setRules(rules: readonly ActiveRule[]): void;
  /** Nothing held back and no rules: traffic may pass by again. */
  readonly idle: boolean;
  /** More than this connection may hold: stop reading. */
  readonly full: boolean;
  stop(): void;
}

const mostHeldBytes = 256 * 1024;
const segmentBytes = 1448;
/** A rate is kept by pieces that take this long each. */
const pieceMs = 50;

interface HeldParcel {
  readonly parcel: Parcel;
  /** On the monotonic clock; undefined while its path is blocked. */
  dueMs: number | undefined;
  readonly sinceMs: number;
}

/** `deliver` gets each parcel when it has arrived; `onRoom` is called when a full shaper can hold more. */
export function createTrafficShaper(
  deliver: (parcel: Parcel) => void,
  onRoom: () => void,
  random: () => number,
): TrafficShaper {
  let rules: readonly ActiveRule[] = [];
  let held: HeldParcel[] = [];
  let heldBytes = 0;
  let lastDueMs = 0;
  let timer: NodeJS.Timeout | undefined;

  const blocked = (): boolean => rules.some(({ rule }) => rule.effect.kind === 'drop');

  const dueAfter = (bytes: number, nowMs: number): number => {
    let due = nowMs;
    for (const active of rules) {
      const { rule } = active;
      if (rule.effect.kind === 'delay') due += jittered(rule.effect, random);
      if (rule.effect.kind === 'rate') {
        // One line for every connection that meets the rule.
        active.busyUntilMs = Math.max(nowMs, active.busyUntilMs) + (bytes / rule.effect.bytesPerSecond) * 1000;
        due = Math.max(due, active.busyUntilMs);
      }
      if (rule.effect.kind === 'loss')
        for (let sent = 0; sent < Math.max(1, bytes); sent += segmentBytes)
          due = Math.max(due, nowMs + lossDelayMs(rule.effect.share, random));
    }
    lastDueMs = Math.max(due, lastDueMs);
    return lastDueMs;
  };

  const schedule = (): void => {
    clearTimeout(timer);
    const head = held[0];
    if (head?.dueMs !== undefined) timer = setTimeout(flush, Math.max(0, head.dueMs - performance.now()));
  };

  const flush = (): void => {
    const wasFull = heldBytes > mostHeldBytes;
    const nowMs = performance.now();
    let arrived = 0;
    // Timers are whole milliseconds: half of one early is on time.
    while (arrived < held.length && (held[arrived]!.dueMs ?? Number.POSITIVE_INFINITY) <= nowMs + 0.5) {
      const { parcel } = held[arrived++]!;
      heldBytes -= sizeOf(parcel);
      deliver(parcel);
    }
    held = held.slice(arrived);
    schedule();
    if (wasFull && heldBytes <= mostHeldBytes) onRoom();
  };

  const hold = (parcel: Parcel): void => {
    const nowMs = performance.now();
    heldBytes += sizeOf(parcel);
    held.push({ parcel, sinceMs: nowMs, dueMs: blocked() ? undefined : dueAfter(sizeOf(parcel), nowMs) });
  };

  return {
    push(parcel) {
      for (const rule of rules) rule.bytes += sizeOf(parcel);
      const pieces = typeof parcel === 'string' ? [parcel] : cut(parcel, rules);
      for (const piece of pieces) hold(piece);
      schedule();
    },
    setRules(wanted) {
      rules = wanted;
      const nowMs = performance.now();
      if (!blocked())
        for (const item of held)
          if (item.dueMs === undefined) {
            lastDueMs = Math.max(lastDueMs, nowMs + nextRetransmissionMs(nowMs - held[0]!.sinceMs));
            item.dueMs = dueAfter(sizeOf(item.parcel), nowMs);
          }
      schedule();
    },
    get idle() {
      return rules.length === 0 && held.length === 0;
    },
    get full() {
      return heldBytes > mostHeldBytes;
    },
    stop() {
      clearTimeout(timer);
      held = [];
      heldBytes = 0;
    },
  };
}

function sizeOf(parcel: Parcel): number {
  return typeof parcel === 'string' ? 0 : parcel.length;
}

function cut(data: Buffer, rules: readonly ActiveRule[]): Buffer[] {
  const rates = rules.flatMap(({ rule }) => (rule.effect.kind === 'rate' ? [rule.effect.bytesPerSecond] : []));
  if (rates.length === 0) return [data];
  const pieceBytes = Math.max(1, Math.floor((Math.min(...rates) * pieceMs) / 1000));
  const pieces: Buffer[] = [];
  for (let at = 0; at < data.length; at += pieceBytes) pieces.push(data.subarray(at, at + pieceBytes));
  return pieces;
}
