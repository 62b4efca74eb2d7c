import type { AnyObject } from '../cluster-api.ts';
import { NONE } from './table.ts';

/** `a=b,c in (d,e)`; no selector is `<none>`. */
export function selectorText(selector: AnyObject | undefined): string {
  if (!selector) return NONE;
  const equal = Object.entries(selector.matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const terms = [
    ...equal.map(([key, value]) => `${key}=${value}`),
    ...(selector.matchExpressions ?? []).map(expressionText),
  ];
  return terms.length === 0 ? NONE : terms.join(',');
}

function expressionText({ key, operator, values = [] }: AnyObject): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
}

/** Labels as `a=b,c=d`; none is `<none>`. */
export function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  return selectorText({ matchLabels: labels });
}

/** Names and images of a template's containers. */
export function containerCells(spec: AnyObject | undefined): [names: string, images: string] {
  const containers: AnyObject[] = spec?.containers ?? [];
  return [containers.map(one => one.name).join(','), containers.map(one => one.image).join(',')];
}
