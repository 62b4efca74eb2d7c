import {
  attemptsForShare,
  connectLoss,
  cutTimeoutMs,
  delayAttempts,
  expectedRiseMs,
  fewestForShare,
  leastShareHit,
  lossTimeoutMs,
  rateAttempts,
  rateRequestBytes,
} from '../../../scenario/lasting/network-measurement.ts';
import type { NetworkEffect } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import {
  allOpened,
  medianConnectMs,
  medianMs,
  type SentinelAttempt,
  type SentinelBurst,
  wasServed,
} from '../../sentinel/sentinel.ts';

/** What a sentinel saw of one way through the network, and, from where no fault is, of its end. */
export interface Observed {
  readonly attempts: readonly SentinelAttempt[];
  readonly control: readonly SentinelAttempt[];
  /** What the fault's own counters say that it met. */
  readonly met: number;
}

/** How often an effect meets one request on a fresh connection, there and back. */
export interface Passage {
  /** Both directions of the traffic are disturbed. */
  readonly both: boolean;
}

/** The share of an effect that has to be seen for it to count. */
const leastShare = 0.8;
/** Until a fault is in place, and its sentinel begins; of its duration, that is no time to look at it. */
const settlingMs = 1_000;

/** Whether an effect is seen by connections that are opened, or not: then what is at their end need not answer. */
export function isSeenByConnecting({ kind }: NetworkEffect): boolean {
  // A name server waits for something else than a request of HTTP.
  return kind === 'partition' || kind === 'refuse' || kind === 'dnsFailure' || kind === 'dnsDelay';
}

/** How to look at a pod for one kind of effect while it lasts, so many milliseconds. Absent: as long as it takes. */
export function burstFor(effect: NetworkEffect, passage: Passage, durationMs?: number): SentinelBurst {
  const burst = quietBurstFor(effect, passage);
  if (effect.kind !== 'loss') return burst;
  const forMs = durationMs === undefined ? undefined : durationMs - lossTimeoutMs - settlingMs;
  return { ...burst, attempts: attemptsForShare(connectLoss(effect.share, passage.both), forMs) };
}

/** How to look before it, and meanwhile from where it is not: that nothing is lost there is told from fewer connections. */
export function quietBurstFor(effect: NetworkEffect, { both }: Passage): SentinelBurst {
  switch (effect.kind) {
    case 'delay': {
      const attempts = delayAttempts(effect.delayMs);
      return { attempts, together: false, timeoutMs: Math.ceil(expectedRiseMs(effect.delayMs, both) * 1.5) + 2_000 };
    }
    case 'dnsDelay':
      // A name server says nothing to a sentinel: every attempt lasts until its deadline.
      return { attempts: 3, together: false, timeoutMs: Math.ceil(effect.delayMs * 1.5) + 500 };
    case 'loss':
      // A lost SYN is repeated after 1 s.
      return {
        attempts: fewestForShare(connectLoss(effect.share, both)),
        together: true,
        paced: true,
        timeoutMs: lossTimeoutMs,
      };
    case 'rate': {
      const attempts = rateAttempts(effect.bitsPerSecond);
      return { attempts, together: true, timeoutMs: 20_000, bytes: rateRequestBytes };
    }
    default:
      return { attempts: 3, together: true, timeoutMs: cutTimeoutMs };
  }
}

/** Whether what was seen proves the effect: the counters and the sentinel, where the rest of the network is as before. Pure. */
export function judgeEffect(effect: NetworkEffect, passage: Passage, before: Observed, during: Observed): Receipt {
  const met = during.met - before.met;
  const seen = judgeSentinel(effect, passage, before, during);
  const counters = `the fault's counters moved by ${met}`;
  if (seen.landed && met <= 0)
    return { landed: false, evidence: `${seen.evidence}, but ${counters}: it was not the fault` };
  return { landed: seen.landed, evidence: `${seen.evidence}; ${counters}` };
}

function judgeSentinel(effect: NetworkEffect, { both }: Passage, before: Observed, during: Observed): Receipt {
  switch (effect.kind) {
    case 'delay':
      return judgeDelay(expectedRiseMs(effect.delayMs, both), before, during);
    case 'dnsDelay':
      return judgeConnecting(effect.delayMs, before, during);
    case 'loss':
      return judgeLoss(connectLoss(effect.share, both), before, during);
    case 'rate':
      return judgeRate(effect.bitsPerSecond, before, during);
    case 'partition':
      return judgeCut('silent', 'got no answer', during);
    default:
      return judgeCut('reset', 'were reset', during);
  }
}

function judgeDelay(expectedMs: number, before: Observed, during: Observed): Receipt {
  const [quiet, late] = [medianMs(before.attempts), medianMs(during.attempts)];
  if (quiet === undefined || late === undefined)
    return { landed: false, evidence: 'the sentinel was not answered, so it measured no delay' };
  const driftMs = (medianMs(during.control) ?? 0) - (medianMs(before.control) ?? 0);
  const { rise, shown } = riseOf(quiet, late, driftMs);
  return {
    landed: rise >= leastShare * expectedMs,
    evidence: `a request took ${shown}: ${ms(rise)} of the ${ms(expectedMs)} that two round trips add`,
  };
}

/** What is asked of a name server, and its answer, is late as the opening of a connection to it is: by the way there. */
function judgeConnecting(delayMs: number, before: Observed, during: Observed): Receipt {
  const [quiet, late] = [medianConnectMs(before.attempts), medianConnectMs(during.attempts)];
  if (quiet === undefined || late === undefined)
    return { landed: false, evidence: 'the sentinel could not connect, so it measured no delay' };
  const driftMs = (medianConnectMs(during.control) ?? 0) - (medianConnectMs(before.control) ?? 0);
  const { rise, shown } = riseOf(quiet, late, driftMs);
  return {
    landed: rise >= leastShare * delayMs,
    evidence: `a connection took ${shown}: ${ms(rise)} of the ${ms(delayMs)} that the way there adds`,
  };
}

/** What the machine itself became slower by (`driftMs`) is no delay of the fault's. */
function riseOf(quiet: number, late: number, driftMs: number): { readonly rise: number; readonly shown: string } {
  const drift = Math.max(0, driftMs);
  const elsewhere = drift >= 1 ? ` (elsewhere ${ms(drift)} more)` : '';
  return { rise: late - quiet - drift, shown: `${ms(late)} instead of ${ms(quiet)}${elsewhere}` };
}

function judgeLoss(expected: number, before: Observed, during: Observed): Receipt {
  const lostOf = (attempts: readonly SentinelAttempt[]) =>
    attempts.filter(({ connectMs, outcome }) => connectMs === undefined && outcome === 'silent').length;
  const count = during.attempts.length;
  const lost = lostOf(during.attempts);
  const evidence = `${lost} of ${count} connections lost their first packet, ${lostOf(before.attempts)} of ${before.attempts.length} before`;
  const least = leastShareHit(expected, count);
  const landed = lost > 0 && lost / Math.max(1, count) >= least && lostOf(before.attempts) === 0;
  if (landed && lostOf(during.control) > 0)
    return { landed: false, evidence: `${evidence}, but from elsewhere ${lostOf(during.control)} were lost as well` };
  return { landed, evidence };
}

function judgeRate(bitsPerSecond: number, before: Observed, during: Observed): Receipt {
  const [free, bound] = [throughput(before.attempts), throughput(during.attempts)];
  const evidence = `${rate(bound)} got through instead of ${rate(free)}`;
  // A way that was as slow before shows nothing.
  const landed = bound > 0 && bound <= bitsPerSecond / leastShare && free >= bitsPerSecond / leastShare;
  return { landed: landed && free > 1.2 * bound, evidence };
}

/** Bits a second of what was sent until it was answered. */
function throughput(attempts: readonly SentinelAttempt[]): number {
  const answered = attempts.filter(wasServed);
  const bytes = answered.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  const longestMs = Math.max(0, ...answered.map(attempt => attempt.ms));
  return longestMs > 0 ? (bytes * 8 * 1000) / longestMs : 0;
}

function judgeCut(wanted: 'silent' | 'reset', phrase: string, { attempts, control }: Observed): Receipt {
  const hit = attempts.filter(({ outcome, connectMs }) => outcome === wanted && connectMs === undefined).length;
  const evidence = `${hit} of ${attempts.length} connections ${phrase}`;
  if (hit < attempts.length || attempts.length === 0) return { landed: false, evidence };
  if (!allOpened(control))
    return { landed: false, evidence: `${evidence}, but nor was the other end there for somebody else` };
  return { landed: true, evidence: `${evidence}, while the other end answered from elsewhere` };
}

function ms(value: number): string {
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ms`;
}

function rate(bits: number): string {
  return bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1e3)} kbit/s`;
}
