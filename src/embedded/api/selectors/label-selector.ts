import type { AnyObject } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';
import { isLabelValue, isQualifiedName } from '../validation/names.ts';
import { END, isWord, scan } from './label-scanner.ts';

export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

const OPERATORS = ['in', 'notin', '=', '==', '!=', 'gt', 'lt'];
const BINARY = new Set(['in', 'notin', '=', '==', '!=', '<', '>']);

/**
 * Parses a selector as `kubectl get -l` takes it: `a=b,c!=d,e in (f,g),!h,i`.
 * @throws ApiError 400 in the server's words (apimachinery, labels/selector.go) for one that does not parse
 */
export function parseLabelSelector(selector: string): LabelTest {
  const tokens = scan(selector);
  const tests: LabelTest[] = [];
  while (tokens[0] !== END) {
    if (!isWord(tokens[0]!) && tokens[0] !== '!')
      throw badRequest(`found '${shown(tokens[0])}', expected: !, identifier, or 'end of string'`);
    tests.push(parseRequirement(tokens));
    const next = tokens.shift()!;
    if (next === END) break;
    if (next !== ',') throw badRequest(`found '${shown(next)}', expected: ',' or 'end of string'`);
    if (!isWord(tokens[0]!) && tokens[0] !== '!')
      throw badRequest(`found '${shown(tokens[0])}', expected: identifier after ','`);
  }
  return labels => tests.every(test => test(labels));
}

/** Takes one requirement off the front of the tokens. */
function parseRequirement(tokens: string[]): LabelTest {
  const isAbsence = tokens[0] === '!';
  if (isAbsence) tokens.shift();
  const key = tokens.shift()!;
  if (!isWord(key)) throw unparsable(`found '${shown(key)}', expected: identifier`);
  const wrong = isQualifiedName(key);
  if (wrong.length > 0) throw unparsable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${wrong.join('; ')}`);
  if (isAbsence) return labels => !(key in labels);
  if (tokens[0] === END || tokens[0] === ',') return labels => key in labels;
  const operator = tokens.shift()!;
  if (!BINARY.has(operator)) throw unparsable(`found '${shown(operator)}', expected: ${OPERATORS.join(', ')}`);
  if (operator === 'in' || operator === 'notin') return setTest(key, operator, parseValues(tokens));
  return valueTest(key, operator, parseValue(tokens));
}

function setTest(key: string, operator: string, values: readonly string[]): LabelTest {
  for (const value of values) checkValue(key, value);
  return operator === 'in'
    ? labels => key in labels && values.includes(labels[key]!)
    : labels => !(key in labels) || !values.includes(labels[key]!);
}

function valueTest(key: string, operator: string, value: string): LabelTest {
  checkValue(key, value);
  switch (operator) {
    case '!=':
      return labels => labels[key] !== value;
    case '<':
      return labels => key in labels && Number(labels[key]) < Number(value);
    case '>':
      return labels => key in labels && Number(labels[key]) > Number(value);
    default:
      return labels => labels[key] === value;
  }
}

function checkValue(key: string, value: string): void {
  const wrong = isLabelValue(value);
  if (wrong.length > 0)
    throw unparsable(`values[0][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong.join('; ')}`);
}

function parseValues(tokens: string[]): string[] {
  const open = tokens.shift()!;
  if (open !== '(') throw unparsable(`found '${shown(open)}' expected: '('`);
  const values: string[] = [];
  let isOpen = true;
  for (let token = tokens.shift()!; token !== ')'; token = tokens.shift()!) {
    if (token === ',') {
      if (isOpen) values.push('');
      isOpen = true;
    } else if (isWord(token) && isOpen) {
      values.push(token);
      isOpen = false;
    } else throw unparsable(`found '${shown(token)}', expected: ${isOpen ? "',', or identifier" : "',' or ')'"}`);
  }
  return isOpen ? [...values, ''] : values;
}

function parseValue(tokens: string[]): string {
  if (tokens[0] === END || tokens[0] === ',') return '';
  const value = tokens.shift()!;
  if (!isWord(value)) throw unparsable(`found '${shown(value)}', expected: identifier`);
  return value;
}

function unparsable(detail: string) {
  return badRequest(`unable to parse requirement: ${detail}`);
}

function shown(token: string | undefined): string {
  return token === undefined || token === END ? '' : token;
}

/** The selector of an object's spec (`matchLabels`, `matchExpressions`). No selector matches nothing; an empty one everything. */
export function matchesSelector(
  selector: AnyObject | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  if (!selector) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every((one: AnyObject) => matchesExpression(one, labels));
}

function matchesExpression(expression: AnyObject, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[expression.key];
  switch (expression.operator) {
    case 'In':
      return value !== undefined && expression.values.includes(value);
    case 'NotIn':
      return value === undefined || !expression.values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
