import { createRequire } from 'node:module';
import type { Ajv as AjvClass, ErrorObject } from 'ajv';
import { scenarioSchema } from '../../src/scenario/index.ts';
import { readYaml } from '../../src/scenario/yaml/read-yaml.ts';

const require = createRequire(import.meta.url);
const { Ajv } = require('ajv') as { Ajv: typeof AjvClass };
const addFormats = require('ajv-formats') as (ajv: AjvClass) => void;

export type Schema = {
  [key: string]: unknown;
  properties?: Record<string, Schema>;
  definitions?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};

export const schema = scenarioSchema() as Schema;

const ajv = new Ajv({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);

/** What a real validator says of a file's text, as an editor would show it; undefined when it is no YAML at all. */
export function editorProblems(text: string): string[] | undefined {
  const read = readYaml(text, 'f.yml');
  if (!read.ok) return undefined;
  // The maps of the reader have no prototype, which the validator expects of plain data.
  validate(JSON.parse(JSON.stringify(read.yaml.value)));
  return (validate.errors ?? []).map(({ instancePath, message }: ErrorObject) => `${instancePath} ${message}`);
}

/** A piece of the schema, behind its reference if it is one. */
export function resolve(piece: Schema): Schema {
  const name = typeof piece.$ref === 'string' ? piece.$ref.split('/').at(-1) : undefined;
  return name === undefined ? piece : (schema.definitions?.[name] ?? {});
}

/** Every key of the language with its piece of the schema, each piece once. */
export function* keysOf(piece: Schema, path = '', seen = new Set<Schema>()): Generator<[string, Schema]> {
  const here = resolve(piece);
  if (seen.has(here)) return;
  seen.add(here);
  for (const [name, property] of Object.entries(here.properties ?? {})) {
    yield [`${path}.${name}`, resolve(property)];
    yield* keysOf(property, `${path}.${name}`, seen);
  }
  if (here.items) yield* keysOf(here.items, `${path}[]`, seen);
  for (const branch of here.anyOf ?? []) yield* keysOf(branch, path, seen);
}
