import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lastWords, processLives } from '../../src/cluster/embedded-process.ts';
import { type ClusterIdentity, type ClusterOptions, providerOf } from '../../src/cluster/index.ts';
import { describeProvider } from './provider-contract.ts';

describeProvider({
  provider: 'embedded',
  wish: () => ({ nodes: 2 }),
  loadsImages: true,
  setUpMs: 60_000,
  isGone: async identity => !processLives(Number(identity.details?.pid)),
});

test('one that is to be kept lives on, and can be taken down from what was written down before it existed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-embedded-'));
  const announced: ClusterIdentity[] = [];
  const cluster = await providerOf('embedded').up(optionsFor(directory, { keep: true, announced }));
  const pid = Number(cluster.identity.details?.pid);
  await cluster[Symbol.asyncDispose]();
  expect(processLives(pid)).toBe(true);

  const attached = await providerOf('embedded').attach(announced[0]!, AbortSignal.timeout(10_000));
  await attached!.delete();
  expect(processLives(pid)).toBe(false);
  expect(await providerOf('embedded').attach(announced[0]!, AbortSignal.timeout(10_000))).toBeUndefined();
  rmSync(directory, { recursive: true });
}, 60_000);

test('a way to a Service is broken, and known to be, once the cluster is gone', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-embedded-'));
  const cluster = await providerOf('embedded').up(optionsFor(directory, {}));
  const target = { name: 'kubernetes', namespace: 'default', port: 443, protocol: 'https' as const };
  await using address = await cluster.vantage.openService(target, AbortSignal.timeout(10_000));
  expect(await address.check!(AbortSignal.timeout(1_000))).toBe(true);
  await cluster.delete();
  expect(await address.check!(AbortSignal.timeout(1_000))).toBe(false);
  rmSync(directory, { recursive: true });
}, 60_000);

test('an abort while it comes up ends it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-embedded-'));
  const controller = new AbortController();
  const options = optionsFor(directory, { signal: controller.signal });
  const coming = providerOf('embedded').up({
    ...options,
    willCreate: () => setImmediate(() => controller.abort(new Error('enough'))),
  });
  await expect(coming).rejects.toThrow('enough');
  rmSync(directory, { recursive: true });
}, 60_000);

test('of a program that died its error is told, not its stack', () => {
  const log = `file:///x.js:3\nthrow new TypeError('no');\n\nTypeError: no\n    at main (file:///x.js:3:7)\n\nNode.js v24.21.0\n`;
  expect(lastWords(log)).toBe('TypeError: no');
  expect(lastWords('--nodes x: expected a number above 0\n')).toBe('--nodes x: expected a number above 0');
  expect(lastWords('')).toBe('');
});

function optionsFor(
  directory: string,
  more: { keep?: boolean; announced?: ClusterIdentity[]; signal?: AbortSignal },
): ClusterOptions {
  return {
    wish: { nodes: 1 },
    directory,
    keep: more.keep ?? false,
    signal: more.signal ?? AbortSignal.timeout(60_000),
    report: () => {},
    willCreate: identity => more.announced?.push(identity),
  };
}
