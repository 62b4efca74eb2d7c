import { Dismissed, type Draft, type DraftMap, dismissed } from '../draft/draft.ts';
import { type Note, noteLine } from './note.ts';

/** What an importer makes of a file of another tool: the parts of ours, each with the notes that belong there. */
export interface Imported {
  readonly config?: Draft;
  readonly scenarios: readonly ImportedScenario[];
  /** Notes on the file as a whole. */
  readonly notes: readonly Note[];
}

export interface ImportedScenario {
  readonly name: string;
  readonly notes: readonly Note[];
  readonly description?: string;
  readonly hypothesis?: string;
  readonly steadyState: readonly Draft[];
  readonly blastRadius?: Draft;
  readonly steps: readonly Draft[];
  /** Why nothing of it can be run: it stands in the file as a comment. */
  readonly dropped?: string;
}

const longestName = 80;

/** A name that the language takes, for whatever the other tool allows. */
export function scenarioName(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length < 3) return `Imported ${line}`.trim();
  return line.length <= longestName ? line : `${line.slice(0, longestName - 1)}…`;
}

/** The whole as a draft of a scenario file. */
export function toDraft({ config, scenarios, notes }: Imported): DraftMap {
  return {
    ...(notes.length > 0 && { '#': dismissed(undefined, notes.map(noteLine)) }),
    config,
    scenarios: scenarios.map(scenario =>
      scenario.dropped === undefined
        ? scenarioDraft(scenario)
        : dismissed(scenarioDraft(scenario), [`not carried over: ${scenario.dropped}`]),
    ),
  };
}

function scenarioDraft(scenario: ImportedScenario): DraftMap {
  return {
    name: scenario.name,
    ...(scenario.notes.length > 0 && { '#': dismissed(undefined, scenario.notes.map(noteLine)) }),
    description: scenario.description,
    hypothesis: scenario.hypothesis,
    ...steadyStateDraft(scenario),
    blastRadius: scenario.blastRadius,
    ...(scenario.steps.length > 0 && { steps: scenario.steps }),
  };
}

/** A list of which only comments are left is a comment itself. */
function steadyStateDraft({ steadyState }: ImportedScenario): DraftMap {
  if (steadyState.length === 0) return {};
  const comments = steadyState.filter(probe => probe instanceof Dismissed);
  if (comments.length < steadyState.length) return { steadyState };
  const probes = comments.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const lines = comments.flatMap(comment => comment.lines);
  return { steadyState: dismissed(probes.length > 0 ? probes : undefined, lines) };
}
