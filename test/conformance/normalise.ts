/** Makes answers of two clusters comparable: what differs by its nature is replaced by a placeholder. */

/** Values of this run that stand in answers, by the name of their placeholder: `{ namespace: 'conf-x7', node: 'n1' }`. */
export type Named = Readonly<Record<string, string>>;

// Kubernetes draws generated names from this alphabet (k8s.io/apimachinery/pkg/util/rand).
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';

const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----\n?/g, '<certificate>'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>'],
  [/(https?):\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\]):\d+/g, '$1://<server>'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  [/(containerd|chaos-gate-embedded|cri-o):\/\/[\w./:-]+/g, '<container-id>'],
  [/(docker\.io\/library\/)?[\w./:-]*@?sha256:[0-9a-f]{64}/g, '<image-id>'],
  [/\b[0-9a-f]{64}\b/g, '<container-id>'],
  // Short and full name of an image on Docker Hub: runtimes report either.
  [/docker\.io\/library\//g, ''],
  [new RegExp(`-${drawn}{8,10}-${drawn}{5}(?![\\w-])`, 'g'), '-<hash>-<drawn>'],
  [new RegExp(`-${drawn}{8,10}(?![\\w-])`, 'g'), '-<hash>'],
  [new RegExp(`(pod-template-hash[=:"\\s]+)${drawn}{6,10}`, 'g'), '$1<hash>'],
  [new RegExp(`-${drawn}{5}(?![\\w-])`, 'g'), '-<drawn>'],
  [/(resourceVersion(?:\\?")?:\s*)(?:\\?")?\d+(?:\\?")?/g, '$1<version>'],
  [/((?:too old|Too large) resource version: \d+[ ,(]+(?:current: )?)\d+/g, '$1<version>'],
  [/(ResourceVersion in (?:object meta: |record \())\d+/g, '$1<version>'],
  [/(LIVE|MERGED)-\d+/g, '$1-<drawn>'],
];

const ages = /(?<![\w.-])(\d+[smhd])+(?![\w-])/g;

/** A text without what differs from run to run. Durations stay: they are meant where an API object holds them. */
export function normaliseText(text: string, named: Named): string {
  let result = text;
  const values = Object.entries(named).filter(([, value]) => value.length > 2);
  for (const [name, value] of values.sort(([, a], [, b]) => b.length - a.length))
    result = result.replace(new RegExp(`(?<![A-Za-z0-9-])${value.replaceAll('.', '\\.')}(?!\\w)`, 'g'), `<${name}>`);
  for (const [pattern, placeholder] of patterns) result = result.replace(pattern, placeholder);
  return result;
}

/**
 * Lines as kubectl prints them: ages replaced, columns no longer padded (their width depends on generated names).
 * Indentation stays, it has a meaning in `describe` and YAML.
 */
export function normaliseLines(text: string, named: Named): string[] {
  return normaliseText(text, named)
    .replace(ages, '<age>')
    .split('\n')
    .map(line => line.replace(/(?<=\S)[ \t]{2,}/g, '  ').trimEnd())
    .filter((line, index, lines) => line !== '' || index < lines.length - 1);
}

/** Fields whose value is never the same in two clusters, wherever they stand. */
const volatile: Readonly<Record<string, string>> = {
  resourceVersion: '<version>',
  continue: '<continue>',
  nodePort: '<port>',
  healthCheckNodePort: '<port>',
  'pod-template-hash': '<hash>',
  'controller-revision-hash': '<hash>',
  // The API server adds it for its storage: which version it stores is its own business.
  storageVersionHash: '<hash>',
};

/** An API object (or a list, a table, a Status) without uids, times, versions, addresses and drawn names. */
export function normaliseObject(value: unknown, named: Named, managedFields = false): unknown {
  if (typeof value === 'string') return normaliseText(value, named);
  if (Array.isArray(value)) return value.map(item => normaliseObject(item, named, managedFields));
  if (value === null || typeof value !== 'object') return value;
  if ('columnDefinitions' in value) return normaliseTable(value, named, managedFields);
  return Object.fromEntries(
    Object.entries(withoutBatches(value))
      .filter(([key]) => managedFields || key !== 'managedFields')
      .map(([key, field]) => [
        normaliseText(key, named),
        key in volatile && field !== '' && field !== '0' && typeof field !== 'object'
          ? volatile[key]
          : inFixedOrder(key, normaliseObject(field, named, managedFields)),
      ]),
  );
}

/** How many changes of its pods the controller has put into one write of an EndpointSlice is a matter of moments. */
function withoutBatches(value: any): object {
  const isControllers = 'addressType' in value && value.metadata?.generateName !== undefined;
  return isControllers ? { ...value, metadata: { ...value.metadata, generation: '<count>' } } : value;
}

/**
 * The API server sorts field owners by time (which ties within a second) and lists conflicts in the order of a Go map:
 * neither order is a promise.
 */
function inFixedOrder(key: string, field: unknown): unknown {
  const unordered =
    key === 'managedFields' || (key === 'causes' && (field as any[])[0]?.reason === 'FieldManagerConflict');
  if (!unordered || !Array.isArray(field)) return field;
  const text = new Map(field.map(one => [one, JSON.stringify([one.manager, one.operation, one.field, one.message])]));
  return field.toSorted((a, b) => (text.get(a)! < text.get(b)! ? -1 : 1));
}

function normaliseTable(table: any, named: Named, managedFields: boolean): unknown {
  // Descriptions of columns are documentation; nothing reads them from an answer.
  const columnDefinitions = table.columnDefinitions.map(({ description: _, ...column }: any) => column);
  const rows = table.rows.map((row: any) => ({
    cells: row.cells.map((cell: unknown) =>
      typeof cell === 'string' ? normaliseText(cell, named).replace(ages, '<age>') : cell,
    ),
    ...(row.object && { object: normaliseObject(row.object, named, managedFields) }),
  }));
  const { columnDefinitions: _, rows: __, ...rest } = table;
  return { ...(normaliseObject(rest, named, managedFields) as object), columnDefinitions, rows };
}
