import { attemptsForShare, fewestForShare, leastShareHit } from '../../../scenario/lasting/network-measurement.ts';
import type { DependencyEffect } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import { medianMs, type SentinelAttempt, type SentinelBurst, wasServed } from '../../sentinel/sentinel.ts';

/** What a sentinel saw of a Service, and of the same where the fault is not; no control: none is to be had. */
export interface ServiceObserved {
  readonly attempts: readonly SentinelAttempt[];
  readonly control?: readonly SentinelAttempt[];
}

const leastShare = 0.8;
/** Until Toxiproxy is in the callers' way; of the fault's duration, that is no time to look at it. */
const settlingMs = 3_000;
/** What a request takes, where its deadline is far longer than that. */
const mostAnswerMs = 5_000;
const paddedBytes = 8_000;
/** Less than this is lost among what machines do besides. */
const leastVisibleMs = 5;

/** How to look at a Service for one kind of effect while it lasts, so many milliseconds. Absent: as long as it takes. */
export function burstForService(effect: DependencyEffect, toxicity: number, durationMs?: number): SentinelBurst {
  const burst = quietBurstForService(effect, toxicity);
  if (toxicity === 1) return burst;
  const forMs =
    durationMs === undefined ? undefined : durationMs - Math.min(burst.timeoutMs, mostAnswerMs) - settlingMs;
  return { ...burst, attempts: attemptsForShare(toxicity, forMs) };
}

/** How to look at it before: that it answers is told from fewer requests. */
export function quietBurstForService(effect: DependencyEffect, toxicity: number): SentinelBurst {
  const attempts = toxicity < 1 ? fewestForShare(toxicity) : 5;
  const some = toxicity < 1 ? ({ attempts, together: true, paced: true } as const) : { attempts, together: false };
  const together = { ...some, together: true, timeoutMs: 2_000 };
  switch (effect.kind) {
    case 'latency': {
      const timeoutMs = 2_000 + 2 * (effect.delayMs + effect.jitterMs);
      if (toxicity < 1) return { ...together, timeoutMs };
      return { attempts: effect.delayMs >= 200 ? 5 : effect.delayMs >= 20 ? 15 : 60, together: false, timeoutMs };
    }
    case 'bandwidth':
      return { ...some, timeoutMs: 20_000, bytes: paddedBytes };
    case 'slicer':
      return { ...some, timeoutMs: 20_000 };
    case 'reset':
    case 'timeout':
      return { ...together, timeoutMs: 2_000 + effect.afterMs };
  }
}

/** Whether the Service behaves as the effect wants it to, for so many of its callers. Pure. */
export function judgeService(
  effect: DependencyEffect,
  toxicity: number,
  before: ServiceObserved,
  during: ServiceObserved,
): Receipt {
  const quietMs = medianMs(before.attempts);
  if (quietMs === undefined || !before.attempts.every(wasServed))
    return { landed: false, evidence: 'the Service did not answer the sentinel before the fault' };
  const driftMs = Math.max(0, (medianMs(during.control ?? []) ?? 0) - (medianMs(before.control ?? []) ?? 0));
  if (effect.kind === 'reset' || effect.kind === 'timeout') return judgeCut(effect, toxicity, during);
  const wantedMs = expectedRiseMs(effect, during.attempts);
  const medianLate = medianMs(during.attempts);
  if (medianLate === undefined) return { landed: false, evidence: 'the Service did not answer the sentinel any more' };
  const shown = `a request took ${round(medianLate)} instead of ${round(quietMs)}${driftMs >= 1 ? ` (elsewhere ${round(driftMs)} more)` : ''}`;
  if (effect.kind === 'latency' && effect.delayMs === 0)
    return { landed: during.attempts.every(wasServed), evidence: `${shown}: the control run of a sweep` };
  if (effect.kind !== 'latency' && wantedMs < leastVisibleMs)
    return {
      landed: false,
      evidence: `${shown}: a request would take ${round(wantedMs)} longer, too little to be seen`,
    };
  const isHit = ({ ms }: SentinelAttempt) => ms - quietMs - driftMs >= leastShare * (wantedMs - jitterOf(effect));
  const hits = during.attempts.filter(attempt => wasServed(attempt) && isHit(attempt)).length;
  const rise = medianLate - quietMs - driftMs;
  if (toxicity === 1)
    return { landed: rise >= leastShare * wantedMs, evidence: `${shown}: ${round(rise)} of ${round(wantedMs)}` };
  return judgeShare(hits, during.attempts.length, toxicity, `were ${round(wantedMs)} late`);
}

/** By how much a request takes longer: an answer is late once, passes slowly, or comes in pieces. */
function expectedRiseMs(effect: DependencyEffect, attempts: readonly SentinelAttempt[]): number {
  if (effect.kind === 'latency') return effect.delayMs;
  const mean = (of: (attempt: SentinelAttempt) => number) =>
    attempts.reduce((sum, attempt) => sum + of(attempt), 0) / Math.max(1, attempts.length);
  if (effect.kind === 'bandwidth') return (mean(({ sentBytes }) => sentBytes) * 8 * 1000) / effect.bitsPerSecond;
  if (effect.kind !== 'slicer') return 0;
  const pieces = Math.floor(mean(({ receivedBytes = 0 }) => receivedBytes) / effect.bytes);
  return Math.max(0, pieces - 1) * effect.delayMs;
}

function jitterOf(effect: DependencyEffect): number {
  return effect.kind === 'latency' ? effect.jitterMs : 0;
}

function judgeCut(
  effect: Extract<DependencyEffect, { kind: 'reset' | 'timeout' }>,
  toxicity: number,
  { attempts, control }: ServiceObserved,
): Receipt {
  const isHit = ({ outcome }: SentinelAttempt) =>
    effect.kind === 'reset' ? outcome === 'reset' : outcome !== 'answered';
  const hits = attempts.filter(isHit).length;
  if (control && !control.every(wasServed))
    return {
      landed: false,
      evidence: `${hits} of ${attempts.length} requests were cut off, but so were others elsewhere`,
    };
  return judgeShare(hits, attempts.length, toxicity, effect.kind === 'reset' ? 'were reset' : 'got no answer');
}

function judgeShare(hits: number, count: number, toxicity: number, phrase: string): Receipt {
  const least = toxicity === 1 ? 1 : leastShareHit(toxicity, count);
  return { landed: hits > 0 && hits / count >= least, evidence: `${hits} of ${count} requests ${phrase}` };
}

function round(ms: number): string {
  return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
}
