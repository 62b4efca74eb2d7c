import { Commented, Dismissed, type Draft, dismissed } from '../draft/draft.ts';
import { pathAt } from '../draft/path-at.ts';
import { renderDraft } from '../draft/render.ts';
import type { Problem } from '../errors.ts';
import { parseSuite } from '../scenario/parse-suite.ts';
import type { Scenario } from '../scenario/suite.ts';
import { type Imported, type ImportedScenario, toDraft } from './imported.ts';

/** An import that the language takes, and what it says. */
export interface Settled {
  readonly imported: Imported;
  /** One for each imported scenario that is not dropped. */
  readonly scenarios: readonly Scenario[];
  /** What the language did not take: commented out, with its own words for why. */
  readonly dismissed: readonly string[];
}

type Path = readonly (string | number)[];

/**
 * Comments out what the language does not take, with its message. Always a step or a probe as a whole: a step without
 * the filter that it had would hit more than was meant. A scenario of which nothing is left goes as a whole.
 */
export function settle(imported: Imported): Settled {
  const said: string[] = [];
  let current = withoutEmpty(imported, said);
  for (;;) {
    const text = renderDraft(toDraft(current));
    const result = parseSuite(text, 'import');
    if (result.ok) return { imported: current, scenarios: result.suiteFile.scenarios, dismissed: said };
    const parts = groupByPart(text, result.problems);
    const left = parts.reduce((state, { path, messages }) => without(state, path, messages, said), current);
    if (left === current || left.scenarios.every(({ dropped }) => dropped !== undefined))
      return { imported: left, scenarios: [], dismissed: said };
    current = withoutEmpty(left, said);
  }
}

/** Scenarios of which only comments are left. */
function withoutEmpty(imported: Imported, said: string[]): Imported {
  const scenarios = imported.scenarios.map(each => {
    const isEmpty = [...each.steps, ...each.steadyState].every(entry => entry instanceof Dismissed);
    if (each.dropped !== undefined || !isEmpty) return each;
    const reason = 'none of its steps can be carried over';
    said.push(`"${each.name}": not carried over, ${reason}`);
    return { ...each, dropped: reason };
  });
  return { ...imported, scenarios };
}

interface Part {
  readonly path: Path;
  readonly messages: readonly string[];
}

function groupByPart(text: string, problems: readonly Problem[]): Part[] {
  const parts = new Map<string, { path: Path; messages: string[] }>();
  for (const { at, message } of problems) {
    const path = at ? partOf(pathAt(text, at)) : [];
    const part = parts.get(JSON.stringify(path)) ?? { path, messages: [] };
    part.messages.push(message);
    parts.set(JSON.stringify(path), part);
  }
  // From behind, so that the places of those before stay what they are.
  return [...parts.values()].sort((a, b) => comparePaths(b.path, a.path));
}

/** The part that goes as a whole: `scenarios[0].steps[1]`, `scenarios[0].blastRadius`, `config`. */
function partOf(path: Path): Path {
  if (path[0] !== 'scenarios') return path.slice(0, 1);
  return path.slice(0, path[2] === 'steps' || path[2] === 'steadyState' ? 4 : 3);
}

function comparePaths(a: Path, b: Path): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (part === other || other === undefined) continue;
    if (typeof part === 'number' && typeof other === 'number') return part - other;
    return String(part) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}

function without(imported: Imported, path: Path, messages: readonly string[], said: string[]): Imported {
  const reason = messages.join('; ');
  if (path[0] === 'config') {
    said.push(`config: not carried over, ${reason}`);
    return { ...imported, config: dismissed(imported.config, [`not carried over: ${reason}`]) };
  }
  const [, place, key, entry] = path;
  const scenario = imported.scenarios.filter(({ dropped }) => dropped === undefined)[Number(place)];
  if (!scenario) return imported;
  const changed = withoutPart(scenario, key, entry, reason, said);
  return { ...imported, scenarios: imported.scenarios.map(each => (each === scenario ? changed : each)) };
}

function withoutPart(
  scenario: ImportedScenario,
  key: string | number | undefined,
  place: string | number | undefined,
  reason: string,
  said: string[],
): ImportedScenario {
  if ((key === 'steps' || key === 'steadyState') && typeof place === 'number') {
    said.push(`"${scenario.name}", ${key}[${place}]: not carried over, ${reason}`);
    return { ...scenario, [key]: withoutEntry(scenario[key], place, reason) };
  }
  if (key === 'hypothesis' || key === 'description' || key === 'blastRadius') {
    said.push(`"${scenario.name}", ${key}: not carried over, ${reason}`);
    return { ...scenario, [key]: undefined };
  }
  said.push(`"${scenario.name}": not carried over, ${reason}`);
  return { ...scenario, dropped: reason };
}

/** `place` counts what is not commented out already. */
function withoutEntry(entries: readonly Draft[], place: number, reason: string): Draft[] {
  let seen = -1;
  return entries.map(entry => {
    if (entry instanceof Dismissed || ++seen !== place) return entry;
    const { value, lines } = entry instanceof Commented ? entry : { value: entry, lines: [] };
    return dismissed(value, [...lines, `not carried over: ${reason}`]);
  });
}
