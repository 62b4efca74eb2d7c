import { type FieldError, invalid } from '../status/index.ts';
import { isPercent, isPortName } from './names.ts';

const LAST_PORT = 65535;

export function validateNotNegative(value: number | undefined, field: string): FieldError[] {
  return value !== undefined && value < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : [];
}

export function validatePort(port: number | undefined, field: string): FieldError[] {
  const value = port ?? 0;
  return value >= 1 && value <= LAST_PORT
    ? []
    : [invalid(field, value, `must be between 1 and ${LAST_PORT}, inclusive`)];
}

/** A port by number or by name. */
export function validatePortOrName(port: string | number | undefined, field: string): FieldError[] {
  return typeof port === 'string'
    ? isPortName(port).map(detail => invalid(field, port, detail))
    : validatePort(port, field);
}

/** A count or a share: not negative, at most all. */
export function validateCountOrShare(value: string | number | undefined, field: string): FieldError[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return validateNotNegative(value, field);
  const shape = isPercent(value).map(detail => invalid(field, value, detail));
  if (shape.length > 0 || Number.parseInt(value, 10) <= 100) return shape;
  return [invalid(field, value, 'must not be greater than 100%')];
}

export function isZero(value: string | number | undefined): boolean {
  return value === 0 || value === '0%' || value === undefined;
}
