import type { AnyObject } from '../cluster-api.ts';
import type { Resource } from '../resources/index.ts';
import type { FieldError } from '../status/index.ts';

export function validateCreate(_resource: Resource, _object: AnyObject): FieldError[] {
  return [];
}
export function validateUpdate(_resource: Resource, _next: AnyObject, _current: AnyObject, _sub?: string): FieldError[] {
  return [];
}
