import { describeValue } from '../problems/describe-value.ts';
import { nearest } from '../problems/nearest.ts';
import { expressionExpected, type Reference, readPieces } from './expression.ts';
import { plainScalar, type Scalar } from './plain-scalar.ts';

/** Variables by name, handed in as data: what is not in it is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the references in a part of a file may name. */
export interface Scope {
  readonly environment: Environment;
  /** Of the scenario at hand; `elsewhere` where the values are not known yet. */
  readonly foreach: Readonly<Record<string, Scalar>> | 'elsewhere';
}

export type Resolved =
  /** `text` is what the value is where only text will do. */
  | { readonly kind: 'value'; readonly value: Scalar; readonly text: string }
  | { readonly kind: 'open' | 'too-long' }
  | { readonly kind: 'problems'; readonly messages: readonly string[] };

/**
 * Puts values in the place of the expressions of a text. An expression that is the whole of it becomes what YAML would
 * read at its place (`8080` is a number). What is put in is not looked at again. The result has at most `room` characters.
 */
export function resolveText(text: string, scope: Scope, room: number): Resolved {
  const messages: string[] = [];
  let open = false;
  const values = readPieces(text).map((piece): Scalar => {
    if (piece.kind === 'written') return piece.text;
    if (piece.kind === 'malformed') {
      messages.push(`found ${describeValue(piece.text)}, expected ${expressionExpected}`);
      return '';
    }
    const found = piece.source === 'env' ? variable(piece, scope) : eachValue(piece, scope);
    if (typeof found !== 'object') return found;
    if (found.problem === undefined) open = true;
    else messages.push(found.problem);
    return '';
  });
  if (messages.length > 0) return { kind: 'problems', messages };
  if (open) return { kind: 'open' };
  if (values.reduce<number>((sum, value) => sum + String(value).length, 0) > room) return { kind: 'too-long' };
  const joined = values.join('');
  const [only] = values;
  if (values.length !== 1 || only === undefined) return { kind: 'value', value: joined, text: joined };
  return { kind: 'value', value: typeof only === 'string' ? plainScalar(only) : only, text: joined };
}

type Missing = { readonly problem?: string };

function variable({ name, otherwise }: Reference, { environment }: Scope): string | Missing {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (otherwise !== undefined) return value || otherwise;
  if (value !== undefined) return value;
  return {
    problem: `found no environment variable ${name}, expected it to be set, or a default: \${{ env.${name} || 'text' }}`,
  };
}

function eachValue({ name }: Reference, { foreach }: Scope): Scalar | Missing {
  if (foreach === 'elsewhere') return {};
  if (Object.hasOwn(foreach, name)) return foreach[name] as Scalar;
  const names = Object.keys(foreach);
  if (names.length === 0)
    return { problem: `found \`foreach.${name}\`, expected a \`foreach: { ${name}: […] }\` in this scenario` };
  const meant = nearest(name, names);
  const hint = meant
    ? `; did you mean \`foreach.${meant}\`?`
    : `, expected one of ${names.map(each => `foreach.${each}`).join(', ')}`;
  return { problem: `found \`foreach.${name}\`${hint}` };
}
