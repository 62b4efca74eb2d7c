import type { ConnectionEnds, RuleTable } from './rules.ts';

/** What becomes of one attempt to connect: it arrives (late), its SYN or the answer is lost, or it is reset. */
export type Admission =
  | { readonly verdict: 'go'; readonly delayMs: number }
  | { readonly verdict: 'lost' }
  | { readonly verdict: 'refuse' };

/**
 * Applies the rules to the handshake: a SYN one way and its answer the other way, both of which can be dropped,
 * lost by chance and delayed. Counts the connection for every rule it met.
 */
export function admit(ends: ConnectionEnds, rules: RuleTable, random: () => number): Admission {
  if (rules.size === 0) return { verdict: 'go', delayMs: 0 };
  const met = new Set([...rules.forward(ends), ...rules.backward(ends)]);
  for (const rule of met) rule.connections++;
  const effects = [...rules.forward(ends), ...rules.backward(ends)].map(({ rule }) => rule.effect);
  if (effects.some(effect => effect.kind === 'drop')) return { verdict: 'lost' };
  if (effects.some(effect => effect.kind === 'reset')) return { verdict: 'refuse' };
  let delayMs = 0;
  for (const effect of effects) {
    if (effect.kind === 'loss' && random() < effect.share) return { verdict: 'lost' };
    if (effect.kind === 'delay' && effect.handshake !== false) delayMs += jittered(effect, random);
  }
  return { verdict: 'go', delayMs };
}

/** Evenly spread over delay ± jitter, never negative. */
export function jittered(effect: { delayMs: number; jitterMs?: number }, random: () => number): number {
  const jitter = (effect.jitterMs ?? 0) * (2 * random() - 1);
  return Math.max(0, effect.delayMs + jitter);
}
