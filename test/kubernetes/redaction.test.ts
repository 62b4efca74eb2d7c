import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openEvidenceBundle } from '../../src/kubernetes/evidence-bundle.ts';
import { redact, redactVariable } from '../../src/kubernetes/redaction.ts';
import { secretValues } from '../../src/kubernetes/secret-forms.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEF\n-----END RSA PRIVATE KEY-----';

describe('what looks like a secret goes, what stands beside it stays', () => {
  test.each([
    ['GET / Authorization: Basic dXNlcjpwYXNzd29yZA==', 'GET / Authorization: [redacted]'],
    ['{"authorization":"Token abc123def"}', '{"authorization":"[redacted]"}'],
    ['sent Bearer abcdefghijkl to api', 'sent Bearer [redacted] to api'],
    [`token is ${jwt}!`, 'token is [redacted]!'],
    [`key: ${pem} end`, 'key: [redacted] end'],
    ['DB_PASSWORD=hunter22 user=shop', 'DB_PASSWORD=[redacted] user=shop'],
    ['--api-key "xyz-123" password: s3cr3t, next', '--api-key "[redacted]" password: [redacted], next'],
    ['--db-password hunter22 --verbose', '--db-password [redacted] --verbose'],
    ['args:\n- --password\n- hunter22\n- --port', 'args:\n- --password\n- [redacted]\n- --port'],
    ['["--token","two words","--port"]', '["--token","[redacted]","--port"]'],
    ['"--token",\n  "abcdef"', '"--token",\n  "[redacted]"'],
    ['- name: DB_PASS\n  value: hunter22', '- name: DB_PASS\n  value: [redacted]'],
    ['{"name":"API_TOKEN","value":"abc def"}', '{"name":"API_TOKEN","value":"[redacted]"}'],
    ['password: "two \\"words\\" here" user', 'password: "[redacted]" user'],
    ["password: 'it''s, so' user", "password: '[redacted]' user"],
    [
      '{"log":"{\\"password\\":\\"two words\\",\\"user\\":1}"}',
      '{"log":"{\\"password\\":\\"[redacted]\\",\\"user\\":1}"}',
    ],
    ['password: "never closed\nnext', 'password: "[redacted]\nnext'],
    ['tokens: ["a b", "c d"] next', 'tokens: [[redacted]] next'],
    ['password=a,b;c&d, user=x', 'password=[redacted], user=x'],
    ['/login?token=abc%20def&user=x', '/login?token=[redacted]&user=x'],
    ['{password: s3cr3t,user: x}', '{password: [redacted],user: x}'],
    ['MYSQL_PWD=hunter22 MYSQL_PWD=/root', 'MYSQL_PWD=[redacted] MYSQL_PWD=[redacted]'],
    ['user=x pass=hunter22', 'user=x pass=[redacted]'],
    ['postgres://shop:p@ss/word@db/shop?x=y', 'postgres://shop:[redacted]@db/shop?x=y'],
    ['"redis://:p/ss@cache:6379",', '"redis://:[redacted]@cache:6379",'],
    ['http://a:8080/x,amqp://shop:s3cr3t@queue', 'http://a:8080/x,amqp://shop:[redacted]@queue'],
    ['xoxb-123456789012-abcdefghijkl', '[redacted]'],
    ['postgres://shop:s3cr3t@db:5432/shop', 'postgres://shop:[redacted]@db:5432/shop'],
    ['client-key-data: TUlJRXZRSUJBREFO', 'client-key-data: [redacted]'],
    ['client-certificate-data: TUlJRXZRSUJBREFO', 'client-certificate-data: [redacted]'],
    ['pushed with ghs_0123456789abcdefghijABCDEFGHIJ', 'pushed with [redacted]'],
    ['Set-Cookie: session=abc; HttpOnly', 'Set-Cookie: [redacted]'],
  ])('%s', (text, expected) => {
    expect(redact(text, [])).toBe(expected);
  });

  test.each([
    'secretKeyRef:\n  name: shop-db\n  key: password',
    'secretName: shop-tls',
    'imagePullSecrets: 2 of 3',
    'GET http://shop.example:8080/cart took 20 ms',
    'GET http://registry.example:4873/@shop/web 200',
    'PWD=/srv/app OLDPWD=/srv',
    'automountServiceAccountToken: true',
    '--token-auth-file /etc/tokens --password --verbose',
    '- --secret\n- --port=80',
    'password: ""',
    '--- PASS: TestCart (0.01s)',
    'tokens were refreshed',
  ])('stays: %s', text => {
    expect(redact(text, [])).toBe(text);
  });
});

test('the value of a Secret is removed wherever it stands, in plain, in base64 and line by line', () => {
  const plain = 'correct horse\nbattery staple';
  const encoded = Buffer.from(plain).toString('base64');
  const known = secretValues([{ data: { phrase: encoded, short: Buffer.from('yes').toString('base64') } }]);
  expect(redact(`a ${plain} b ${encoded} c battery staple d yes`, known)).toBe(
    'a [redacted] b [redacted] c [redacted] d yes',
  );
});

test.each<[string, (plain: string) => string]>([
  ['in JSON', plain => JSON.stringify(plain).slice(1, -1)],
  ['in JSON in JSON', plain => JSON.stringify(JSON.stringify(plain)).slice(3, -3)],
  ['in a path', encodeURIComponent],
  ['in a form', plain => new URLSearchParams({ q: plain }).toString().slice(2)],
  ['in YAML, in single quotes', plain => plain.replaceAll("'", "''")],
  ['in base64', plain => Buffer.from(plain).toString('base64')],
  ['in base64 without padding', plain => Buffer.from(plain).toString('base64').replace(/=*$/, '')],
  ['in base64 for URLs', plain => Buffer.from(plain).toString('base64url')],
])('the value of a Secret is removed as it is written %s', (_, write) => {
  fc.assert(
    fc.property(fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' }), secret => {
      const plain = secret.trim();
      fc.pre(plain.length >= 6 && !'[redacted]'.includes(plain) && plain.isWellFormed());
      const known = secretValues([{ data: { key: Buffer.from(secret).toString('base64') } }]);
      expect(redact(`q ${write(plain)} q`, known)).toBe('q [redacted] q');
    }),
    { examples: [['he"llo wor\\ld'], ["it's a+b/c=d&e"], ['päss wörd ünd €']] },
  );
});

test('of a value that is no text only its base64 is looked for', () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x0a, ...Buffer.from('plainly'), 0x0a, 0]);
  expect(secretValues([{ data: { keystore: bytes.toString('base64') } }])).toEqual([
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ]);
});

test('no value of a Secret is left, whatever surrounds it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6, maxLength: 40 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(secret.trim().length >= 6 && !'[redacted]'.includes(secret.trim()));
      const known = secretValues([{ data: { key: Buffer.from(secret).toString('base64') } }]);
      expect(redact(`${before}${secret.trim()}${after}`, known).replaceAll('[redacted]', '')).not.toContain(
        secret.trim(),
      );
    }),
  );
});

const nearly = [
  ...[
    'token',
    'token=a,',
    'password="',
    "password=''",
    'password="\\',
    'tokens: ["',
    '--secret \n',
    '--secret\n- ',
    '--secret",',
  ],
  ...[
    '-',
    '\\"',
    'eyJ-',
    'eyJaaaaaaaa.',
    '://',
    '://a:',
    '://a:1/',
    '://a:bbbb',
    '@',
    'Bearer ',
    'xoxb-',
    'authorization: ',
  ],
  ...['-----BEGIN PRIVATE KEY-----', '-----END ', `pwd${' '.repeat(199)}`],
];

/** Hostile parts over and over, and then a secret. */
const surround = (part: string, bytes: number) =>
  `${part.repeat(Math.ceil(bytes / part.length))}\n\npassword: hunter22`;

// A pattern that reads some of this again and again would not come to an end here: a million times a million steps.
test('a megabyte of what is nearly a secret is read to its end', () => {
  for (const part of nearly) expect(redact(surround(part, 1_000_000), [])).not.toContain('hunter22');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...nearly), { minLength: 2, maxLength: 5 }), parts => {
      expect(redact(surround(parts.join(''), 200_000), [])).not.toContain('hunter22');
    }),
    { numRuns: 20 },
  );
});

test('variables with a telling name lose their value', () => {
  expect(redactVariable('DB_PASSWORD', 'x')).toBe('[redacted]');
  expect(redactVariable('LOG_LEVEL', 'debug')).toBe('debug');
});

test('evidence is bounded: of each file the end is kept, of all files the first ones, and it says so', async () => {
  const bundle = openEvidenceBundle();
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} ü`.padEnd(40));
  for (let i = 0; i < 20; i++) bundle.add(`${i}.log`, lines.join('\n'));
  expect(await bundle.attempt('the moon', 'none', () => Promise.reject(new Error('403')))).toBe('none');
  bundle.add('../../etc/passwd', 'x');
  const [index, ...files] = bundle.files();
  for (const { file } of files) expect(file).toMatch(/^[\w.-]+$/);
  const sizes = files.map(({ text }) => Buffer.byteLength(text));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4.1 * 1024 * 1024);
  for (const { text } of files) {
    expect(text).toMatch(/^\[\d+ bytes before this are left out\]\nline \d+ ü/);
    expect(text.trimEnd()).toMatch(/line 19999 ü$/);
  }
  expect(index!.text).toContain('19.log: left out');
  expect(index!.text).toContain('not to be had: the moon: 403');
});
