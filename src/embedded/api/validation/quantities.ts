import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, invalid } from '../status/index.ts';
import { isQualifiedName } from './names.ts';

const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];

/** The number behind a quantity. */
export function quantityValue(quantity: string | number): number {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(String(quantity));
  return match ? Number(match[1]) * (UNITS[match[2]!] ?? 1) : Number.NaN;
}

/** Limits and requests of a container. */
export function validateResources(resources: AnyObject | undefined, field: string): FieldError[] {
  const limits: Record<string, string> = resources?.limits ?? {};
  const requests: Record<string, string> = resources?.requests ?? {};
  const above = Object.entries(requests)
    .filter(([name, value]) => limits[name] !== undefined && quantityValue(value) > quantityValue(limits[name]))
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
      ...(quantityValue(value) < 0 ? [invalid(at, value, 'must be greater than or equal to 0')] : []),
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
