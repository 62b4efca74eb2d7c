import { describe, expect, test } from '@jest/globals';
import { burstForService, judgeService } from '../../src/faults/lasting/dependency-action/evidence.ts';
import { burstFor, judgeEffect, type Observed } from '../../src/faults/lasting/network-action/evidence.ts';
import type { SentinelAttempt } from '../../src/faults/sentinel/sentinel.ts';
import type { DependencyEffect, NetworkEffect } from '../../src/scenario/suite.ts';

type Seen = Partial<SentinelAttempt>;

const served = (ms: number, change: Seen = {}): SentinelAttempt => {
  return { outcome: 'answered', connectMs: ms / 2, ms, sentBytes: 100, ...change };
};
const silent: SentinelAttempt = { outcome: 'silent', ms: 1000, sentBytes: 0 };
const reset: SentinelAttempt = { outcome: 'reset', ms: 1, sentBytes: 0 };
const many = (count: number, attempt: SentinelAttempt) => Array.from({ length: count }, () => attempt);
const seen = (attempts: readonly SentinelAttempt[], met: number, control = many(3, served(4))): Observed => {
  return { attempts, control, met };
};
const oneWay = { both: false };
const quiet = seen(many(15, served(4)), 0);

const delay: NetworkEffect = { kind: 'delay', delayMs: 100, jitterMs: 0 };
const loss: NetworkEffect = { kind: 'loss', share: 0.2 };
const rate: NetworkEffect = { kind: 'rate', bitsPerSecond: 1e6 };
const partition: NetworkEffect = { kind: 'partition' };
const refuse: NetworkEffect = { kind: 'refuse' };
const lateNames: NetworkEffect = { kind: 'dnsDelay', delayMs: 100 };
/** A name server takes a connection, and waits for more. */
const opened = (connectMs: number): SentinelAttempt => ({ outcome: 'silent', connectMs, ms: 1000, sentBytes: 100 });
const fast = seen(many(24, served(20, { sentBytes: 8000 })), 0);
const lossy = (lost: number, of: number) => [...many(lost, silent), ...many(of - lost, served(4))];

describe('the network', () => {
  test.each<[string, NetworkEffect, Observed, Observed]>([
    ['a delay', delay, quiet, seen(many(15, served(204)), 30)],
    ['four fifths of a delay', delay, quiet, seen(many(15, served(165)), 30)],
    ['a loss', loss, seen(many(40, served(4)), 0), seen(lossy(8, 40), 8)],
    ['a rate', rate, fast, seen(many(24, served(1536, { sentBytes: 8000 })), 200)],
    ['a partition', partition, quiet, seen(many(3, silent), 3)],
    ['a refusal', refuse, quiet, seen(many(3, reset), 3)],
    ['late names', lateNames, seen(many(5, opened(1)), 0), seen(many(5, opened(101)), 10)],
  ])('%s that was seen, and met: proven', (_name, effect, before, during) => {
    expect(judgeEffect(effect, oneWay, before, during)).toEqual({ landed: true, evidence: expect.any(String) });
  });

  test.each<[string, NetworkEffect, Observed, Observed]>([
    ['a delay of which less was seen', delay, quiet, seen(many(15, served(150)), 30)],
    ['a delay, and elsewhere it is as slow', delay, quiet, seen(many(15, served(204)), 30, many(3, served(150)))],
    ['a loss of nothing', loss, seen(many(40, served(4)), 0), seen(lossy(0, 40), 9)],
    ['a loss of one in forty', loss, seen(many(40, served(4)), 0), seen(lossy(1, 40), 9)],
    ['a loss of one in sixty-six', { ...loss, share: 0.1 }, seen(many(66, served(4)), 0), seen(lossy(1, 66), 9)],
    ['a loss of half of it', loss, seen(many(40, served(4)), 0), seen(lossy(61, 615), 99)],
    ['a loss of far less', { ...loss, share: 0.5 }, seen(many(40, served(4)), 0), seen(lossy(3, 40), 9)],
    ['a loss that was there before', loss, seen(lossy(8, 40), 0), seen(lossy(8, 40), 8)],
    [
      'a loss that is everywhere',
      loss,
      seen(many(40, served(4)), 0),
      seen(lossy(8, 40), 8, [...many(30, served(4)), ...many(10, silent)]),
    ],
    ['a rate that nothing was bound by', rate, fast, fast],
    [
      'a rate of a way that was no faster',
      rate,
      seen(many(24, served(1536, { sentBytes: 8000 })), 0),
      seen(many(24, served(1536, { sentBytes: 8000 })), 200),
    ],
    ['a partition that some get through', partition, quiet, seen([silent, silent, served(4)], 3)],
    ['a partition that resets', partition, quiet, seen(many(3, reset), 3)],
    ['a partition of an end that is gone for everybody', partition, quiet, seen(many(3, silent), 3, many(3, silent))],
    ['a refusal that is silent', refuse, quiet, seen(many(3, silent), 3)],
    ['a refusal by an end that refuses everybody', refuse, quiet, seen(many(3, reset), 3, many(3, reset))],
    ['nothing at all', delay, quiet, quiet],
    ['late names of which less was seen', lateNames, seen(many(5, opened(1)), 0), seen(many(5, opened(70)), 10)],
    [
      'late names, and elsewhere they are as late',
      lateNames,
      seen(many(5, opened(1)), 0, many(5, opened(1))),
      seen(many(5, opened(101)), 10, many(5, opened(101))),
    ],
    ['a name server that is gone', lateNames, seen(many(5, opened(1)), 0), seen(many(5, silent), 10)],
  ])('%s: not proven, though the counters moved by other traffic', (_name, effect, before, during) => {
    const receipt = judgeEffect(effect, oneWay, before, { ...during, met: during.met + 500 });
    expect(receipt).toEqual({ landed: false, evidence: expect.any(String) });
  });

  test.each<[string, NetworkEffect, Observed, Observed]>([
    ['late', delay, quiet, seen(many(15, served(204)), 0)],
    ['late to a name', lateNames, seen(many(5, opened(1)), 0), seen(many(5, opened(101)), 0)],
    ['lost', loss, seen(many(40, served(4)), 0), seen(lossy(8, 40), 0)],
    ['silent', partition, quiet, seen(many(3, silent), 0)],
    ['reset', refuse, quiet, seen(many(3, reset), 0)],
  ])('%s by somebody else: the counters did not move, so it is not proven', (_name, effect, before, during) => {
    expect(judgeEffect(effect, oneWay, before, during)).toEqual({
      landed: false,
      evidence: expect.stringContaining('it was not the fault'),
    });
  });

  test.each([
    ['as long as it takes', undefined, 0.5],
    ['no time', 1_000, 0.3],
  ])('a loss has %s: the least that proves it is the same share of it', (_name, durationMs, leastShare) => {
    for (const share of [0.2, 0.3, 0.5, 1]) {
      const effect: NetworkEffect = { kind: 'loss', share };
      const { attempts } = burstFor(effect, oneWay, durationMs);
      const before = seen(many(40, served(4)), 0);
      const isProven = (lost: number) => judgeEffect(effect, oneWay, before, seen(lossy(lost, attempts), 9)).landed;
      const least = Math.ceil(leastShare * share * attempts);
      for (let lost = 0; lost < least; lost++)
        expect({ lost, landed: isProven(lost) }).toEqual({ lost, landed: false });
      expect(isProven(Math.round(share * attempts))).toBe(true);
    }
  });

  test('however small a loss is, some of it has to be seen', () => {
    for (const share of [0.01, 0.02, 0.05, 0.1]) {
      const effect: NetworkEffect = { kind: 'loss', share };
      const { attempts } = burstFor(effect, oneWay);
      const few = seen(lossy(Math.floor(0.29 * share * attempts), attempts), 9);
      expect(judgeEffect(effect, oneWay, seen(many(40, served(4)), 0), few).landed).toBe(false);
    }
  });

  test('so many connections that losing none of them by chance is one in a thousand', () => {
    for (const share of [0.01, 0.05, 0.2, 0.5]) {
      const { attempts } = burstFor({ kind: 'loss', share }, oneWay);
      expect((1 - share) ** attempts).toBeLessThanOrEqual(0.0011);
    }
  });
});

describe('a dependency', () => {
  const latency: DependencyEffect = { kind: 'latency', delayMs: 50, jitterMs: 0 };
  const before = { attempts: many(15, served(4)) };
  test.each<[string, DependencyEffect, number, readonly SentinelAttempt[]]>([
    ['late', latency, 1, many(15, served(55))],
    ['a control run of a sweep', { ...latency, delayMs: 0 }, 1, many(15, served(4))],
    ['half of it late', latency, 0.5, [...many(20, served(55)), ...many(20, served(4))]],
    ['reset', { kind: 'reset', afterMs: 0 }, 1, many(5, reset)],
    ['silent', { kind: 'timeout', afterMs: 0 }, 1, many(5, silent)],
    ['closed without a word', { kind: 'timeout', afterMs: 100 }, 1, many(5, served(104, { outcome: 'closed' }))],
    ['in pieces', { kind: 'slicer', bytes: 10, delayMs: 5 }, 1, many(5, served(50, { receivedBytes: 100 }))],
    ['slow', { kind: 'bandwidth', bitsPerSecond: 1e6 }, 1, many(5, served(70, { sentBytes: 8000 }))],
  ])('%s: proven', (_name, effect, toxicity, attempts) => {
    expect(judgeService(effect, toxicity, before, { attempts })).toEqual({
      landed: true,
      evidence: expect.any(String),
    });
  });

  test.each<[string, DependencyEffect, number, readonly SentinelAttempt[]]>([
    ['not late', latency, 1, many(15, served(5))],
    ['late by less', latency, 1, many(15, served(40))],
    ['gone, in a control run', { ...latency, delayMs: 0 }, 1, many(15, reset)],
    ['hardly any of it late', latency, 0.5, [...many(2, served(55)), ...many(38, served(4))]],
    ['not reset', { kind: 'reset', afterMs: 0 }, 1, many(5, served(4))],
    ['reset at times', { kind: 'reset', afterMs: 0 }, 1, [reset, ...many(4, served(4))]],
    ['answering', { kind: 'timeout', afterMs: 0 }, 1, many(5, served(4))],
    [
      'in pieces that nobody could see',
      { kind: 'slicer', bytes: 1000, delayMs: 5 },
      1,
      many(5, served(50, { receivedBytes: 100 })),
    ],
    ['as fast as ever', { kind: 'bandwidth', bitsPerSecond: 1e6 }, 1, many(5, served(5, { sentBytes: 8000 }))],
    [
      'slow by too little to be seen',
      { kind: 'bandwidth', bitsPerSecond: 1e9 },
      1,
      many(5, served(70, { sentBytes: 8000 })),
    ],
  ])('%s: not proven', (_name, effect, toxicity, attempts) => {
    expect(judgeService(effect, toxicity, before, { attempts })).toEqual({
      landed: false,
      evidence: expect.any(String),
    });
  });

  test('of a part of the callers, a good half of that part has to be hit', () => {
    for (const toxicity of [0.2, 0.5, 0.9]) {
      const effect: DependencyEffect = { kind: 'reset', afterMs: 0 };
      const { attempts } = burstForService(effect, toxicity);
      const judge = (hits: number) =>
        judgeService(effect, toxicity, before, {
          attempts: [...many(hits, reset), ...many(attempts - hits, served(4))],
        });
      expect(judge(Math.floor(0.5 * toxicity * attempts)).landed).toBe(false);
      expect(judge(Math.round(toxicity * attempts)).landed).toBe(true);
    }
  });

  test('slow, and elsewhere as well: not proven', () => {
    const attempts = many(15, served(55));
    const receipt = judgeService(latency, 1, { ...before, control: before.attempts }, { attempts, control: attempts });
    expect(receipt.landed).toBe(false);
  });
});
