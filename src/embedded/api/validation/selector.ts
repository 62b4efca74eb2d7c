import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, forbidden, invalid, required } from '../status/index.ts';
import { isLabelValue, isQualifiedName } from './names.ts';

/** A selector in a spec. */
export function validateSelector(selector: AnyObject, field: string): FieldError[] {
  const equal = Object.entries(selector.matchLabels ?? {}).flatMap(([key, value]) => [
    ...isQualifiedName(key).map(detail => invalid(`${field}.matchLabels`, key, detail)),
    ...isLabelValue(String(value)).map(detail => invalid(`${field}.matchLabels`, value, detail)),
  ]);
  const expressions = (selector.matchExpressions ?? []).flatMap((one: AnyObject, index: number) =>
    validateExpression(one, `${field}.matchExpressions[${index}]`),
  );
  return [...equal, ...expressions];
}

function validateExpression({ key, operator, values = [] }: AnyObject, field: string): FieldError[] {
  return [
    ...validateOperator(operator, values, field),
    ...isQualifiedName(key ?? '').map(detail => invalid(`${field}.key`, key ?? '', detail)),
    ...values.flatMap((value: string, index: number) =>
      isLabelValue(value).map(detail => invalid(`${field}.values[${index}]`, value, detail)),
    ),
  ];
}

function validateOperator(operator: string, values: readonly string[], field: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [forbidden(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    default:
      return [invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator')];
  }
}
