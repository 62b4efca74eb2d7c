import type { AnyObject } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';

export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

const REQUIREMENT =
  /^\s*(?:(?<absent>!)\s*(?<absentKey>[^\s=!,()]+)|(?<key>[^\s=!,()<>]+)\s*(?:(?<operator>==|=|!=|<|>)\s*(?<value>[^\s,=!()]*)|\s(?<setOperator>in|notin)\s*\((?<values>[^)]*)\))?)\s*(?:,|$)/;

/**
 * Parses a selector as `kubectl get -l` takes it: `a=b,c!=d,e in (f,g),!h,i`.
 * @throws ApiError 400 for one that does not parse
 */
export function parseLabelSelector(selector: string): LabelTest {
  const tests: LabelTest[] = [];
  let rest = selector;
  while (rest.trim() !== '') {
    const match = REQUIREMENT.exec(rest);
    if (!match?.groups) throw badRequest(`unable to parse requirement: found '${rest.trim().split(/[\s,]/)[0]}', expected: identifier`);
    tests.push(testOf(match.groups));
    rest = rest.slice(match[0].length);
  }
  return labels => tests.every(test => test(labels));
}

function testOf(found: Record<string, string | undefined>): LabelTest {
  const key = found.absentKey ?? found.key!;
  if (found.absent) return labels => !(key in labels);
  if (found.setOperator) {
    const values = new Set(found.values!.split(',').map(value => value.trim()));
    return found.setOperator === 'in'
      ? labels => key in labels && values.has(labels[key]!)
      : labels => !(key in labels) || !values.has(labels[key]!);
  }
  const value = found.value ?? '';
  switch (found.operator) {
    case undefined:
      return labels => key in labels;
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

/** The selector of an object's spec (`matchLabels`, `matchExpressions`). No selector matches nothing; an empty one everything. */
export function matchesSelector(selector: AnyObject | undefined, labels: Readonly<Record<string, string>> = {}): boolean {
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
