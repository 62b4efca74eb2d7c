import { type Field, fieldsOf, type Type } from '../schema/index.ts';
import type { MismatchText } from './mismatch.ts';
import { decodeScalar } from './scalar.ts';

/** What decoding found: fields that the type has not (with indices), and values of a wrong type (in Go's words). */
export interface Findings {
  readonly unknown: string[];
  readonly wrong: string[];
  readonly mismatchText: MismatchText;
}

/** A step on the way to a value; items of lists have `index` and belong to the field before. */
type Step = { readonly field: string; readonly struct: string } | { readonly index: number } | { readonly key: string };

/** Fields that every object of its own has, beside those of its table. */
const TYPE_FIELDS = ['kind', 'apiVersion'];

/** A copy of `given` with the fields that `type` has. null counts as absent. */
export function decodeStruct(type: string, given: object, path: readonly Step[], findings: Findings): unknown {
  const fields = fieldsOf(type);
  if (!fields) return structuredClone(given);
  const decoded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name);
    if (!field && isTypeField(type, name, path, fields)) decoded[name] = value;
    else if (!field) findings.unknown.push(shown([...path, { field: name, struct: type }]));
    else if (value !== null && value !== undefined)
      decoded[name] = decodeValue(field.type, value, [...path, { field: name, struct: type }], findings);
  }
  return decoded;
}

function isTypeField(type: string, name: string, path: readonly Step[], fields: ReadonlyMap<string, Field>): boolean {
  return (
    TYPE_FIELDS.includes(name) && (path.length === 0 || (fields.has('metadata') && !type.endsWith('TemplateSpec')))
  );
}

function decodeValue(type: Type, value: unknown, path: readonly Step[], findings: Findings): unknown {
  switch (type.is) {
    case 'struct':
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return decodeStruct(type.name, value, path, findings);
      return refuse(type, value, path, findings);
    case 'list':
      if (!Array.isArray(value)) return refuse(type, value, path, findings);
      return value.map((item, index) =>
        item === null ? item : decodeValue(type.of, item, [...path, { index }], findings),
      );
    case 'map': {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse(type, value, path, findings);
      const entries = Object.entries(value).filter(([, inner]) => inner !== null);
      return Object.fromEntries(
        entries.map(([key, inner]) => [key, decodeValue(type.of, inner, [...path, { key }], findings)]),
      );
    }
    default: {
      const { value: decoded, wrong } = decodeScalar(type.scalar, value);
      if (wrong === 'type') return refuse(type, value, path, findings);
      if (wrong !== undefined) findings.wrong.push(wrong);
      return decoded;
    }
  }
}

function refuse(type: Type, value: unknown, path: readonly Step[], findings: Findings): undefined {
  const fields = path.filter(step => 'field' in step);
  const struct = fields.at(-1)?.struct.split('.')[1] ?? '';
  findings.wrong.push(findings.mismatchText({ type, value, names: fields.map(step => step.field), struct }));
  return undefined;
}

function shown(path: readonly Step[]): string {
  return path.reduce((text, step) => {
    if ('index' in step) return `${text}[${step.index}]`;
    const name = 'key' in step ? step.key : step.field;
    return text ? `${text}.${name}` : name;
  }, '');
}
