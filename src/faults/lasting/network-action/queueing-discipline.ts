import { createHash } from 'node:crypto';
import type { NetworkEffect } from '../../../scenario/suite.ts';

/**
 * The handle of a fault's root on the pod's interface, of its chain's name: by it, undo takes away its own and no other. The
 * kernel gives handles from 8000: on to those that name none.
 */
export function handleOf(chain: string): string {
  const number = createHash('sha256').update(chain).digest().readUInt16BE() % 0x7fff;
  return `${(number + 1).toString(16)}:`;
}

/**
 * The root that somebody has put on the interface already, from what `tc qdisc show dev eth0` printed: `fq 5:`. undefined: it is
 * the kernel's default, which has no handle. Pure.
 */
export function foreignRoot(listing: string): string | undefined {
  const [, kind, handle] = /^qdisc (\S+) (\S+) (?:dev \S+ )?root\b/m.exec(listing) ?? [];
  return handle === undefined || handle === '0:' ? undefined : `${kind} ${handle}`;
}

/** Whether an effect holds packets back, in a queue of their own. */
export function isQueued({ kind }: NetworkEffect): boolean {
  return kind === 'delay' || kind === 'rate' || kind === 'dnsDelay';
}

/** What `tc` calls the effect. */
export function disciplineOf(effect: NetworkEffect): string[] {
  if (effect.kind === 'delay')
    return ['netem', 'delay', `${effect.delayMs}ms`, `${effect.jitterMs}ms`, 'limit', '100000'];
  if (effect.kind === 'dnsDelay') return ['netem', 'delay', `${effect.delayMs}ms`, 'limit', '100000'];
  const bytes = effect.kind === 'rate' ? effect.bitsPerSecond / 8 : 0;
  const burst = Math.round(Math.max(2_000, bytes / 50));
  const limit = Math.round(Math.max(30_000, 0.4 * bytes));
  return ['tbf', 'rate', `${bytes * 8}bit`, 'burst', String(burst), 'limit', String(limit)];
}
