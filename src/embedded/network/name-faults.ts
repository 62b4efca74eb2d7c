import { setTimeout as pause } from 'node:timers/promises';
import type { RuleTable } from './rules.ts';

/** Whether a rule keeps a client from looking names up; resolves after the delay that rules ask for. Counts the question for every rule it met. */
export async function losesNames(rules: RuleTable, client: string): Promise<boolean> {
  if (rules.size === 0) return false;
  const met = rules.naming(client);
  for (const rule of met) rule.connections++;
  const delayMs = met.reduce((ms, { rule }) => ms + (rule.effect.kind === 'name-delay' ? rule.effect.delayMs : 0), 0);
  if (delayMs > 0) await pause(delayMs);
  return met.some(({ rule }) => rule.effect.kind === 'name-failure');
}
