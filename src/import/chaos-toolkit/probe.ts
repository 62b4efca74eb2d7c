import { commented, type Draft, type DraftMap, dismissed } from '../../draft/draft.ts';
import { noteLine } from '../note.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import { importKubernetesProbe } from './kubernetes-probe.ts';
import { importRequest } from './request.ts';

/** What a probe becomes, before what is left of it is named. */
export interface ImportedProbe {
  readonly probe: DraftMap;
  readonly lines: readonly string[];
}

const importers = [importHttpProbe, importCommand, importKubernetesProbe];

/**
 * A probe of the hypothesis, with its tolerance, as one of the steady state; a comment when it has no counterpart.
 * `isAskedMeanwhile`: Chaos Toolkit would ask it while the method runs, too.
 */
export function importProbe(source: Source, values: Values, isAskedMeanwhile: boolean): Draft {
  let imported: ImportedProbe | undefined;
  for (const importer of importers) imported ??= importer(source, values, isAskedMeanwhile);
  if (!imported) {
    const notes = source.leftovers('the probe or its tolerance cannot be said here');
    return dismissed(undefined, notes.map(noteLine));
  }
  const name = values.text(source.get('name')) ?? 'imported probe';
  if (source.get('type').value === 'probe') source.get('type').text();
  const left = source.leftovers().map(noteLine);
  return commented({ name: name.slice(0, 80), ...imported.probe }, [...imported.lines, ...left]);
}

/** Of an `http` provider and a tolerance of its status or body. */
function importHttpProbe(source: Source, values: Values): ImportedProbe | undefined {
  const expected = expectationOf(source.get('tolerance'));
  const request = expected && importRequest(source.get('provider'), values);
  if (!request) return undefined;
  expected.take();
  return {
    probe: {
      probeHTTP: { ...request, code: expected.code === 200 ? undefined : expected.code, expect: expected.body },
      tolerance: { success: '>= 99%' },
    },
    lines: expected.lines,
  };
}

interface Expectation {
  readonly code: number;
  readonly body?: DraftMap;
  readonly lines: readonly string[];
  /** Counts the tolerance as read. */
  readonly take: () => void;
}

function expectationOf(tolerance: Source): Expectation | undefined {
  const { value } = tolerance;
  const take = () => {
    tolerance.whole();
  };
  if (typeof value === 'number') return { code: value, lines: [], take };
  const [first] = tolerance.items;
  if (typeof first?.value === 'number')
    return { code: first.value, lines: [`tolerance ${JSON.stringify(value)}: here it is one status code`], take };
  const pattern = tolerance.get('pattern').value;
  const isBody = tolerance.get('type').value === 'regex' && tolerance.get('target').value === 'body';
  if (!isBody || typeof pattern !== 'string') return undefined;
  return {
    code: 200,
    body: { bodyMatches: `/${pattern.replaceAll('/', '\\/')}/` },
    lines: ['Chaos Toolkit would take any status with this body'],
    take() {
      for (const key of ['type', 'target', 'pattern']) tolerance.get(key).text();
    },
  };
}

/** Of a `process` provider that has to end with 0. */
function importCommand(source: Source, values: Values): ImportedProbe | undefined {
  const provider = source.get('provider');
  const isExpected = provider.get('type').value === 'process' && source.get('tolerance').value === 0;
  const command = isExpected ? commandOf(provider, values) : undefined;
  if (!command) return undefined;
  provider.get('type').text();
  source.get('tolerance').number();
  const seconds = provider.get('timeout').number();
  const timeout = seconds === undefined ? undefined : Math.round(seconds * 1000);
  return { probe: { probeCommand: { command, timeout }, tolerance: { success: '>= 99%' } }, lines: [] };
}

/** argv; undefined when a shell would have read more into the arguments than words. */
function commandOf(provider: Source, values: Values): string[] | undefined {
  const given = provider.get('arguments');
  const isLine = typeof given.value === 'string';
  if (isLine && /[|&;<>()$`\\"'*?[\]{}#~!\n]/.test(String(given.value))) return undefined;
  const isList = Array.isArray(given.value) && given.items.every(({ value }) => typeof value !== 'object');
  const isReadable = given.value === undefined || isLine || isList;
  const path = isReadable ? values.text(provider.get('path')) : undefined;
  if (path === undefined) return undefined;
  if (isLine) return [path, ...(given.text() ?? '').split(/\s+/).filter(Boolean)];
  return [path, ...given.items.flatMap(item => values.text(item) ?? [])];
}
