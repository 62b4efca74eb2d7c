import { renderDraft } from '../draft/render.ts';
import { formatProblem, InvalidInput } from '../errors.ts';
import { importChaosMesh, isChaosMesh } from './chaos-mesh/index.ts';
import { importChaosToolkit, isChaosToolkit } from './chaos-toolkit/index.ts';
import { complete } from './complete.ts';
import { dropHollow } from './drop-hollow.ts';
import { type Imported, toDraft } from './imported.ts';
import { importLitmus, isLitmus } from './litmus/index.ts';
import { importPowerfulSeal, isPowerfulSeal } from './powerful-seal.ts';
import { readDocuments } from './read-documents.ts';
import { type Settled, settle } from './settle.ts';
import type { Source } from './source.ts';

/** A scenario file made of another tool's, and everything of that file that is not in it. */
export interface ImportResult {
  /** Such as `PowerfulSeal policy`. */
  readonly format: string;
  readonly text: string;
  /** What was not carried over or means another thing here; one line each, with its place. */
  readonly notes: readonly string[];
}

interface Format {
  readonly name: string;
  readonly fits: (document: Source) => boolean;
  readonly convert: (document: Source) => Imported;
}

const formats: readonly Format[] = [
  { name: 'Chaos Mesh', fits: isChaosMesh, convert: importChaosMesh },
  { name: 'Litmus ChaosEngine', fits: isLitmus, convert: importLitmus },
  { name: 'Chaos Toolkit experiment', fits: isChaosToolkit, convert: importChaosToolkit },
  { name: 'PowerfulSeal policy', fits: isPowerfulSeal, convert: importPowerfulSeal },
];

const expected =
  'a PowerfulSeal policy (`scenarios`), a Chaos Toolkit experiment (`method`), Chaos Mesh (PodChaos, NetworkChaos, StressChaos) or a Litmus ChaosEngine';

/**
 * Makes a scenario file of another tool's file, whose format is told by its content. Pure.
 * Throws InvalidInput when it is none of the formats, is broken, or when nothing of it can be carried over.
 */
export function importText(text: string, file: string): ImportResult {
  const { documents, notes } = readDocuments(text, file);
  if (documents.length === 0) throw new InvalidInput(`${file}: found no map, expected ${expected}`);
  const found = documents.map(document => ({ document, format: formats.find(({ fits }) => fits(document)) }));
  const name = found.find(({ format }) => format)?.format?.name;
  if (name === undefined) {
    const [first] = documents;
    throw new InvalidInput([{ at: first?.at, message: `found ${describe(first)}, expected ${expected}` }]);
  }
  const converted = found.map(({ document, format }) => (format ? format.convert(document) : importNothing(document)));
  const settled = settle(joined(converted));
  const sound = dropHollow(settled);
  const finished = settle(completeAll(sound.imported, settled));
  const lines = [
    ...notes.map(({ at, text: note }) => formatProblem({ at, message: note })),
    ...settled.dismissed,
    ...sound.dropped,
    ...finished.dismissed,
  ];
  if (finished.scenarios.length === 0)
    throw new InvalidInput([`${file}: found nothing that can be carried over`, ...lines].map(message => ({ message })));
  const head = [
    `From ${file.replace(/.*\//, '')} (${name}), by chaos-gate import.`,
    lines.length === 0
      ? 'All of it was carried over.'
      : `${lines.length} ${lines.length === 1 ? 'thing was' : 'things were'} not carried over as written; each is named at its place.`,
  ];
  return { format: name, text: renderDraft(toDraft(finished.imported), head), notes: lines };
}

/** What a strict judgement needs, for the scenarios that are left. */
function completeAll(imported: Imported, settled: Settled): Imported {
  const parsed = settled.scenarios.values();
  const scenarios = imported.scenarios.map((each, index) => {
    const scenario = settled.imported.scenarios[index]?.dropped === undefined ? parsed.next().value : undefined;
    return scenario && each.dropped === undefined ? complete(each, scenario) : each;
  });
  return { ...imported, scenarios };
}

function joined(parts: readonly Imported[]): Imported {
  return {
    config: parts.find(({ config }) => config)?.config,
    scenarios: parts.flatMap(({ scenarios }) => scenarios),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function importNothing(document: Source): Imported {
  return { scenarios: [], notes: document.leftovers('the document is none that can be imported') };
}

function describe(document: Source | undefined): string {
  const kind = document?.get('kind').value;
  if (kind !== undefined) return `an object of kind ${JSON.stringify(kind)}`;
  const keys = document?.keys ?? [];
  return keys.length > 0 ? `a map with ${keys.slice(0, 5).join(', ')}` : 'no map';
}
