import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openEvidenceBundle } from '../../src/kubernetes/evidence-bundle.ts';
import { redact, redactVariable, secretValues } from '../../src/kubernetes/redaction.ts';

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
    ['--api-key "xyz-123" password: s3cr3t, next', '--api-key "xyz-123" password: [redacted], next'],
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

test('a megabyte of what is nearly a secret is read in no time', () => {
  const started = performance.now();
  for (const part of ['a-', 'token', 'eyJ', '://', 'password=', 'Bearer ', '-----BEGIN PRIVATE KEY-----'])
    redact(part.repeat(Math.ceil(1_000_000 / part.length)), []);
  expect(performance.now() - started).toBeLessThan(20_000);
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
