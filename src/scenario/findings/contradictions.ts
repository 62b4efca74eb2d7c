import { neverHolds } from '../range-bounds.ts';
import type { JudgedPhase, Tolerance } from '../suite.ts';
import { type Finding, finding } from './finding.ts';

/** Two bounds of a metric in the same phase that leave nothing between them. */
export function contradictions(tolerances: readonly Tolerance[]): Finding[] {
  return tolerances.flatMap((second, index) => {
    const first = tolerances.slice(0, index).find(other => contradict(other, second));
    if (!first) return [];
    const message = `\`${second.expression}\` and \`${first.expression}\` cannot both hold in the ${sharedPhase(first, second)}`;
    return [finding('tolerance-cannot-hold', second.at, message)];
  });
}

function contradict(a: Tolerance, b: Tolerance): boolean {
  return a.metric === b.metric && sharedPhase(a, b) !== undefined && (excludes(a, b) || excludes(b, a));
}

function sharedPhase(a: Tolerance, b: Tolerance): JudgedPhase | undefined {
  return a.phases.find(phase => b.phases.includes(phase));
}

/** Whether nothing that meets `limit`, an exact value or a lower bound, can meet `other`. */
function excludes(limit: Tolerance, other: Tolerance): boolean {
  const { operator, value } = limit;
  if (operator === '==') return neverHolds[other.operator](other.value, value, value);
  if (!operator.startsWith('>') || !other.operator.startsWith('<')) return false;
  const atTheBound = operator === '>' && other.value === value;
  return atTheBound || neverHolds[other.operator](other.value, value, Number.POSITIVE_INFINITY);
}
