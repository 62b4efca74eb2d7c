import type { z } from 'zod';
import type { Position, Problem } from '../../errors.ts';
import { type Cursor, cursorOf, valueAt } from '../yaml/cursor.ts';
import { limits } from '../yaml/limits.ts';
import type { YamlFile } from '../yaml/read-yaml.ts';
import { describeValue, shorten } from './describe-value.ts';
import { nearest } from './nearest.ts';
import { misplacedProbeProblem, notCarriedProblem } from './not-carried.ts';

type Issue = z.core.$ZodIssue;
type PlacedProblem = Problem & { readonly at: Position };

/**
 * The `error` of every parse: makes each issue's message the phrase after "expected". A schema with an `error` of its
 * own says it there. For unknown keys the phrase is the list of known ones.
 */
export function expectedPhrase(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? {}).join(', ');
    case 'invalid_type':
      return typePhrases[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    default:
      return 'something else';
  }
}

const typePhrases: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

function atLeast(origin: string, minimum: number, inclusive: boolean): string {
  if (origin === 'string') return minimum <= 1 ? 'text that is not empty' : `at least ${minimum} characters`;
  if (origin === 'array') return minimum <= 1 ? 'at least one entry' : `at least ${minimum} entries`;
  return inclusive ? `at least ${minimum}` : `more than ${minimum}`;
}

function atMost(origin: string, maximum: number, inclusive: boolean): string {
  if (origin === 'string') return `at most ${maximum} characters`;
  if (origin === 'array') return `at most ${maximum} entries`;
  return inclusive ? `at most ${maximum}` : `less than ${maximum}`;
}

/** The issues of an error, inside of unions as well. Of a file that is wrong all over, only as many as can be shown. */
export function innermostIssues({ issues }: { readonly issues: readonly Issue[] }): Issue[] {
  return issues.slice(0, 4 * limits.problems).flatMap(issue => innermost(issue, []));
}

/** Problems of a file, from what the schema found wrong with it. */
export function schemaProblems(yaml: YamlFile, issues: readonly Issue[]): PlacedProblem[] {
  const root = cursorOf(yaml);
  const misspelt = new Set(issues.flatMap(misspeltKeys));
  return issues
    .filter(({ path }) => !misspelt.has(JSON.stringify(path)) || valueAt(yaml.value, path) !== undefined)
    .flatMap(issue => problemsOf(issue, yaml, root));
}

/** In the order of the text, each once: a value behind an alias is wrong wherever it is used, but stands at one place. */
export function inOrder(problems: readonly PlacedProblem[], root: Cursor): Problem[] {
  const sorted = problems.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  const unique = [...new Map(sorted.map(problem => [JSON.stringify(problem), problem])).values()];
  if (unique.length <= limits.problems) return unique;
  const more = { at: root.position, message: `found more than ${limits.problems} problems, expected none` };
  return [...unique.slice(0, limits.problems), more];
}

/** The paths of the keys that unknown ones were probably meant to be: that they are missing is the same problem. */
function misspeltKeys(issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.slice(0, limits.problems).flatMap(key => {
    const meant = nearest(key, knownKeys(issue));
    return meant === undefined ? [] : JSON.stringify([...issue.path, meant]);
  });
}

function knownKeys(issue: Issue): string[] {
  return issue.message.split(', ');
}

/** A union's issue says "neither"; the branch that has the value's type says what is wrong inside. */
function innermost(issue: Issue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find(
      issues => !issues.some(inner => inner.path.length === 0 && inner.code === 'invalid_type'),
    );
    if (branch && branch.length > 0) return branch.flatMap(inner => innermost(inner, path));
  }
  return [{ ...issue, path }];
}

function problemsOf(issue: Issue, yaml: YamlFile, root: Cursor): PlacedProblem[] {
  const cursor = root.at(...issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, limits.problems + 1).map(key => ({
      at: root.at(...issue.path, key).keyPosition,
      message: notCarriedProblem(key) ?? misplacedProbeProblem(key, issue.path) ?? unknownKey(key, knownKeys(issue)),
    }));
  }
  if (issue.code === 'invalid_key')
    return [
      {
        at: cursor.keyPosition,
        message: `found the key \`${shorten(String(issue.path.at(-1)))}\`, expected ${issue.message}`,
      },
    ];
  const params = (issue.code === 'custom' ? issue.params : undefined) as
    | { found?: string; atKey?: boolean }
    | undefined;
  const value = valueAt(yaml.value, issue.path);
  const found = params?.found ?? (value === undefined ? missing(issue.path) : describeValue(value));
  return [
    {
      at: params?.atKey ? cursor.keyPosition : cursor.position,
      message: `${params?.found || value === undefined ? '' : keyOf(issue.path)}found ${found}, expected ${issue.message}`,
    },
  ];
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const rest = meant ? `; did you mean \`${meant}\`?` : `, expected one of ${known.join(', ')}`;
  return `found the unknown key \`${shorten(key)}\`${rest}`;
}

function missing(path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  return typeof key === 'string' ? `no \`${shorten(key)}\`` : 'nothing';
}

/** `timeout: `, or `headers[0]: ` inside lists. */
function keyOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  let start = names.length - 1;
  while (start > 0 && typeof path[start] === 'number') start--;
  if (start < 0) return '';
  return `${shorten(names[start] ?? '')}${names
    .slice(start + 1)
    .map(index => `[${index}]`)
    .join('')}: `;
}
