import type { z } from 'zod';
import type { Problem } from '../errors.ts';
import { fileSchema, type ParsedFile } from './language/file.ts';
import { toScenario } from './language/scenario.ts';
import { expectedPhrase, innermostIssues, inOrder, schemaProblems } from './problems/schema-problems.ts';
import { applyReuse, type Environment, type Reused } from './reuse/index.ts';
import type { Scenario } from './suite.ts';
import { type Cursor, cursorOf, valueAt } from './yaml/cursor.ts';
import { flagOf } from './yaml/flag-words.ts';
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

/**
 * Parses a scenario file. Pure; every problem of the file at once, with positions in `file`. `environment` is what
 * `${{ env.NAME }}` stands for.
 */
export function parseSuite(text: string, file: string, environment: Environment = {}): ParseResult {
  const read = readYaml(text, file);
  if (!read.ok) return read;
  const reused = applyReuse(read.yaml, environment);
  const parsed = parseReused(reused);
  const root = cursorOf(reused.yaml);
  if (!parsed.success || reused.problems.length > 0) {
    const issues = parsed.success ? [] : innermostIssues(parsed.error);
    const known = issues.filter(issue => !isUnknown(reused, issue.path));
    const unresolved = reused.problems.map(({ offset, message }) => ({ at: read.yaml.positionAt(offset), message }));
    return { ok: false, problems: inOrder([...unresolved, ...schemaProblems(reused.yaml, known)], root) };
  }
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

/**
 * Of values that expressions stand for, those that are taken for numbers where only text will do are taken for text; of words
 * that stand where only true or false will do, those of YAML 1.1 are taken for what they mean there.
 */
function parseReused(reused: Reused): z.ZodSafeParseResult<ParsedFile> {
  const parse = () => fileSchema.safeParse(reused.yaml.value, { error: expectedPhrase });
  const parsed = parse();
  if (parsed.success) return parsed;
  let retyped = false;
  for (const issue of innermostIssues(parsed.error)) {
    const { holder, text } = replaced(reused, issue.path);
    const key = issue.path.at(-1);
    if (key === undefined) continue;
    const wantsFlag = issue.code === 'invalid_type' && issue.expected === 'boolean';
    const meant = wantsFlag ? flagOf(holder[key]) : text;
    if (meant === undefined || holder[key] === meant) continue;
    holder[key] = meant;
    retyped = true;
  }
  return retyped ? parse() : parsed;
}

/** Whether nobody knows what stands at a place, because its expression could not be resolved. */
function isUnknown(reused: Reused, path: readonly PropertyKey[]): boolean {
  const { isExpression, text } = replaced(reused, path);
  return isExpression && text === undefined;
}

function replaced({ yaml, texts }: Reused, path: readonly PropertyKey[]) {
  const holder = valueAt(yaml.value, path.slice(0, -1)) as Record<PropertyKey, unknown>;
  const known = path.length > 0 ? texts.get(holder) : undefined;
  const key = String(path.at(-1));
  return { holder, isExpression: known?.has(key) ?? false, text: known?.get(key) };
}
