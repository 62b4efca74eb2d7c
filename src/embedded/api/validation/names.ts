/** The rules for names, with what the server says to one that breaks them (apimachinery, util/validation/validation.go). */

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const PERCENT = '[0-9]+%';

/** Returns what is wrong with a name, one sentence each; nothing when it is right. */
export type NameRule = (name: string) => string[];

function rule(pattern: string, limit: number, sentence: string, ...examples: readonly string[]): NameRule {
  const whole = new RegExp(`^(?:${pattern})$`);
  return name => [
    ...(name.length > limit ? [tooMany(limit)] : []),
    ...(whole.test(name) ? [] : [described(sentence, pattern, examples)]),
  ];
}

function tooMany(limit: number): string {
  return `must be no more than ${limit} characters`;
}

function described(sentence: string, pattern: string, examples: readonly string[]): string {
  const list = examples.map(example => `'${example}'`).join(',  or ');
  return `${sentence} (e.g. ${list}${examples.length > 1 ? ', ' : ', '}regex used for validation is '${pattern}')`;
}

export const isDnsLabel = rule(
  LABEL,
  63,
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  'my-name',
  '123-abc',
);

export const isDnsSubdomain = rule(
  SUBDOMAIN,
  253,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  'example.com',
);

export const isDns1035Label = rule(
  LABEL_1035,
  63,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  'my-name',
  'abc-123',
);

export const isLabelValue = rule(
  LABEL_VALUE,
  63,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  'MyValue',
  'my_value',
  '12345',
);

export const isConfigKey: NameRule = key => [
  ...rule(
    CONFIG_KEY,
    253,
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    'key.name',
    'KEY_NAME',
    'key-name',
  )(key),
  ...(key === '.' || key === '..' ? [`must not be '${key}'`] : []),
  ...(key !== '..' && key.startsWith('..') ? ["must not start with '..'"] : []),
];

export const isPercent = rule(
  PERCENT,
  Number.POSITIVE_INFINITY,
  "a valid percent string must be a numeric string followed by an ending '%'",
  '1%',
  '93%',
);

/** Names that become one segment of a path. */
export const isPathSegment: NameRule = name => [
  ...(name === '.' || name === '..' ? [`may not be '${name}'`] : []),
  ...['/', '%'].filter(sign => name.includes(sign)).map(sign => `may not contain '${sign}'`),
];

/** Keys of labels, annotations, taints: a name, with the domain of its inventor before a slash. */
export const isQualifiedName: NameRule = text => {
  const parts = text.split('/');
  const name = parts.at(-1)!;
  const shape = described(
    "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    QUALIFIED,
    ['MyName', 'my.name', '123-abc'],
  );
  if (parts.length > 2) return [`${shape} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const prefix = parts.length === 2 ? parts[0]! : undefined;
  const prefixErrors =
    prefix === ''
      ? ['prefix part must be non-empty']
      : prefix === undefined
        ? []
        : isDnsSubdomain(prefix).map(one => `prefix part ${one}`);
  if (name === '') return [...prefixErrors, 'name part must be non-empty', `name part ${partRule}`];
  return [
    ...prefixErrors,
    ...(name.length > 63 ? [`name part ${tooMany(63)}`] : []),
    ...(new RegExp(`^(?:${QUALIFIED})$`).test(name) ? [] : [`name part ${partRule}`]),
  ];
};

const partRule = described(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  QUALIFIED,
  ['MyName', 'my.name', '123-abc'],
);

/** Names of ports. */
export const isPortName: NameRule = name => [
  ...(name.length > 15 ? [tooMany(15)] : []),
  ...(/^[-a-z0-9]+$/.test(name) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
  ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(name.startsWith('-') || name.endsWith('-') ? ['must not begin or end with a hyphen'] : []),
];
