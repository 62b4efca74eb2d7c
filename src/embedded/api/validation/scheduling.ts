import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, invalid, notSupported, required } from '../status/index.ts';
import { isQualifiedName } from './names.ts';
import { validateSelector } from './selector.ts';

const OPERATORS = ['Equal', 'Exists'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const UNSATISFIABLE = ['DoNotSchedule', 'ScheduleAnyway'];

/** Where a pod may run: tolerations and spread. */
export function validateScheduling(spec: AnyObject, field: string): FieldError[] {
  return [
    ...(spec.tolerations ?? []).flatMap((one: AnyObject, index: number) =>
      validateToleration(one, `${field}.tolerations[${index}]`),
    ),
    ...(spec.topologySpreadConstraints ?? []).flatMap((one: AnyObject, index: number) =>
      validateSpread(one, `${field}.topologySpreadConstraints[${index}]`),
    ),
  ];
}

function validateToleration(toleration: AnyObject, field: string): FieldError[] {
  const { key, operator = 'Equal', value, effect, tolerationSeconds } = toleration;
  return [
    ...(key ? isQualifiedName(key).map(detail => invalid(`${field}.key`, key, detail)) : []),
    ...(!key && operator !== 'Exists'
      ? [
          invalid(
            `${field}.operator`,
            operator,
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        ]
      : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalid(`${field}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set")]
      : []),
    ...(operator === 'Exists' && value
      ? [invalid(`${field}.operator`, toleration, "value must be empty when `operator` is 'Exists'")]
      : []),
    ...(OPERATORS.includes(operator) ? [] : [notSupported(`${field}.operator`, operator, OPERATORS)]),
    ...(effect && !EFFECTS.includes(effect) ? [notSupported(`${field}.effect`, effect, EFFECTS)] : []),
  ];
}

function validateSpread(
  { maxSkew = 0, topologyKey, whenUnsatisfiable, labelSelector }: AnyObject,
  field: string,
): FieldError[] {
  return [
    ...(maxSkew > 0 ? [] : [invalid(`${field}.maxSkew`, maxSkew, 'must be greater than zero')]),
    ...(topologyKey ? [] : [required(`${field}.topologyKey`, 'can not be empty')]),
    ...(UNSATISFIABLE.includes(whenUnsatisfiable)
      ? []
      : [notSupported(`${field}.whenUnsatisfiable`, whenUnsatisfiable ?? '', UNSATISFIABLE)]),
    ...(labelSelector ? validateSelector(labelSelector, `${field}.labelSelector`) : []),
  ];
}
