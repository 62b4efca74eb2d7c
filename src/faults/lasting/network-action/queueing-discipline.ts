import type { NetworkEffect } from '../../../scenario/suite.ts';

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
