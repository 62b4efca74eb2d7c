import type { Problem } from '../errors.ts';
import { fileSchema, type ParsedFile } from './language/file.ts';
import { toScenario } from './language/scenario.ts';
import { expectedPhrase, schemaProblems } from './problems/schema-problems.ts';
import type { Scenario } from './suite.ts';
import { type Cursor, cursorOf } from './yaml/cursor.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** One file, checked: what it says, with the places it says it at. Paths are as written. */
export interface SuiteFile {
  readonly file: string;
  readonly config: NonNullable<ParsedFile['config']>;
  readonly cluster: NonNullable<ParsedFile['cluster']>;
  readonly app: ParsedFile['app'];
  readonly scenarios: readonly Scenario[];
  readonly root: Cursor;
}

export type ParseResult =
  | { readonly ok: true; readonly suiteFile: SuiteFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses a scenario file. Pure; every problem of the file at once, with positions in `file`. */
export function parseSuite(text: string, file: string): ParseResult {
  const read = readYaml(text, file);
  if (!read.ok) return read;
  const parsed = fileSchema.safeParse(read.yaml.value, { error: expectedPhrase });
  if (!parsed.success) return { ok: false, problems: schemaProblems(read.yaml, parsed.error) };
  const root = cursorOf(read.yaml);
  const { config = {}, cluster = {}, app, scenarios } = parsed.data;
  return {
    ok: true,
    suiteFile: {
      file,
      config,
      cluster,
      app,
      scenarios: scenarios.map((scenario, index) => toScenario(scenario, root.at('scenarios', index))),
      root,
    },
  };
}
