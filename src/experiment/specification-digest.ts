import { createHash } from 'node:crypto';
import type { ProbeSpec, Step } from '../scenario/suite.ts';

/** Values that are often secrets and others in every run: only that they are given counts. */
const withoutValues: ReadonlySet<string> = new Set(['environment', 'headers']);

/** 16 hexadecimal digits that are the same for steps that do the same, wherever they stand in whatever file. */
export function digestStep(step: Step): string {
  return digest(step);
}

/** The same for what a probe asks; how often, and how long it waits for an answer, is in its record. */
export function digestProbe(probe: ProbeSpec): string {
  return digest({ ...probe, everyMs: undefined, timeoutMs: undefined });
}

/** SHA-256, cut off: what was hashed may hold what is nobody's business, and two that differ need no more to be told apart. */
function digest(specification: object): string {
  const canonical = JSON.stringify(specification, (key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'at' && isPosition(value)) return undefined;
    if (withoutValues.has(key)) return Array.isArray(value) ? value.map(namesOf) : namesOf(value);
    if (Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}

function isPosition(value: object): boolean {
  return Object.keys(value).sort().join() === 'column,file,line';
}

/** Of `{ Authorization: … }` and of `{ name: Authorization, value: … }` the name. */
function namesOf(value: object): unknown {
  return 'name' in value && 'value' in value ? value.name : Object.keys(value).sort();
}
