import type { AnyObject } from '../cluster-api.ts';
import { partialMetadata } from '../http/partial-metadata.ts';
import type { IncludeObject } from '../http/representation.ts';
import type { JsonObject } from '../json-object.ts';
import type { Resource } from '../resources/index.ts';
import { ageOf } from './age.ts';
import { CLUSTER_PRINTERS } from './cluster-printers.ts';
import { NETWORK_PRINTERS } from './network-printers.ts';
import { STORAGE_PRINTERS } from './storage-printers.ts';
import { type Cell, column, NAME, type Printer } from './table.ts';
import { WORKLOAD_PRINTERS } from './workload-printers.ts';

const PRINTERS: Readonly<Record<string, Printer>> = {
  ...WORKLOAD_PRINTERS,
  ...NETWORK_PRINTERS,
  ...CLUSTER_PRINTERS,
  ...STORAGE_PRINTERS,
};

/** Kinds without columns of their own: name and creation time (kubectl makes an age of it). */
const BY_NAME: Printer = {
  columns: [NAME, column('Created At', { type: 'date' })],
  cells: ({ metadata }) => [metadata!.name!, metadata!.creationTimestamp ?? ''],
};
/** Of custom kinds: name and age. */
const CUSTOM: Printer = {
  columns: [NAME, column('Age', { type: 'date' })],
  cells: ({ metadata }, now) => [metadata!.name!, ageOf(metadata!.creationTimestamp, now)],
};

/** Objects as the `Table` that `kubectl get` prints. */
export function tableOf(
  resource: Resource,
  objects: readonly AnyObject[],
  metadata: JsonObject,
  include: IncludeObject,
  now: Date,
): JsonObject {
  const printer = printerOf(resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: printer.columns,
    rows: objects.map(object => ({
      cells: object.metadata?.name === undefined ? [] : printer.cells(object, now),
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partialMetadata(object) }),
    })),
  };
}

function printerOf({ kind, custom }: Resource): Printer {
  if (!custom) return PRINTERS[kind] ?? BY_NAME;
  if (custom.columns.length === 0) return CUSTOM;
  return {
    columns: [
      NAME,
      ...custom.columns.map(({ name, type, format, description, priority }) =>
        column(name, { type, format: format ?? '', description: description ?? '', priority: priority ?? 0 }),
      ),
    ],
    cells: (object, now) => [object.metadata!.name!, ...custom.columns.map(one => cellOf(object, one, now))],
  };
}

/** The value at a simple JSONPath: names and indices. */
function cellOf(object: AnyObject, { jsonPath, type }: JsonObject, now: Date): Cell {
  const steps: string[] = jsonPath.match(/[^.[\]'"]+/g) ?? [];
  const value = steps.reduce((inner: any, step) => inner?.[step], object);
  if (value === undefined || value === null) return '';
  if (type === 'date') return ageOf(String(value), now);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
