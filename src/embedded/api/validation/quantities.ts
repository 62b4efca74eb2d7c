import { parseQuantity } from '../../quantity.ts';
import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, invalid } from '../status/index.ts';
import { isQualifiedName } from './names.ts';

const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];

/** Limits and requests of a container. */
export function validateResources(resources: AnyObject | undefined, field: string): FieldError[] {
  const limits: Record<string, string> = resources?.limits ?? {};
  const requests: Record<string, string> = resources?.requests ?? {};
  const above = Object.entries(requests)
    .filter(([name, value]) => limits[name] !== undefined && parseQuantity(value) > parseQuantity(limits[name]))
    .map(([name, value]) =>
      invalid(`${field}.requests`, value, `must be less than or equal to ${name} limit of ${limits[name]}`),
    );
  return [
    ...validateQuantities(limits, `${field}.limits`),
    ...validateQuantities(requests, `${field}.requests`),
    ...above,
  ];
}

function validateQuantities(quantities: Record<string, string>, field: string): FieldError[] {
  return Object.entries(quantities).flatMap(([name, value]) => {
    const at = `${field}[${name}]`;
    return [
      ...validateResourceName(name, at),
      ...(parseQuantity(value) < 0 ? [invalid(at, value, 'must be greater than or equal to 0')] : []),
    ];
  });
}

function validateResourceName(name: string, field: string): FieldError[] {
  const shape = isQualifiedName(name).map(detail => invalid(field, name, detail));
  if (shape.length > 0 || name.includes('/') || OF_CONTAINERS.includes(name) || name.startsWith('hugepages-'))
    return shape;
  return [
    invalid(field, name, 'must be a standard resource type or fully qualified'),
    invalid(field, name, 'must be a standard resource for containers'),
  ];
}
