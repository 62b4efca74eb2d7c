import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { namedBinary, pinnedRelease, provideKind } from '../../src/cluster/kind-binary.ts';
import { kindRelease, nodeImageFor } from '../../src/cluster/kind-release.ts';
import { type Folder, openFolder } from '../support/gate.ts';

const program = "#!/bin/sh\necho 'kind v0.33.0 go1.25 linux/amd64'\n";
const sha256 = createHash('sha256').update(program).digest('hex');
const environment = { ...process.env };
let folder: Folder;
let server: Server;
let url: string;
let requests: number;
let said: string[];
const report = (text: string) => said.push(text);

beforeEach(async () => {
  folder = openFolder();
  requests = 0;
  said = [];
  server = createServer((request, response) => {
    requests++;
    if (request.url === '/kind') response.end(program);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kind`;
  process.env.RUNNER_TOOL_CACHE = folder.path;
});

afterEach(async () => {
  for (const name of ['PATH', 'RUNNER_TOOL_CACHE'])
    if (environment[name] === undefined) delete process.env[name];
    else process.env[name] = environment[name];
  await new Promise(resolve => server.close(resolve));
  folder[Symbol.dispose]();
});

test('one that is named with its hash is downloaded once and verified on every use', async () => {
  const path = await provideKind({ kindBinary: { url, sha256 } }, { report });
  expect(readFileSync(path, 'utf8')).toBe(program);
  expect(await provideKind({ kindBinary: { url, sha256 } }, { report })).toBe(path);
  expect(requests).toBe(1);
  writeFileSync(path, '#!/bin/sh\necho another\n');
  expect(readFileSync(await provideKind({ kindBinary: { url, sha256 } }, { report }), 'utf8')).toBe(program);
  expect(requests).toBe(2);
  expect(said).toContain(`${path} has been changed since it was downloaded: once more`);
});

test('what has another hash is not kept and not used', async () => {
  const other = 'a'.repeat(64);
  await expect(provideKind({ kindBinary: { url, sha256: other } }, { report })).rejects.toThrow(
    `${url} has the SHA-256 ${sha256}, expected ${other}: it is not used`,
  );
  expect(readdirSync(folder.path, { recursive: true }).filter(name => String(name).endsWith('kind'))).toEqual([]);
});

test('the environment names one too, and never without a hash', async () => {
  expect(namedBinary({})).toBeUndefined();
  expect(namedBinary({ CHAOS_GATE_KIND_URL: url, CHAOS_GATE_KIND_SHA256: sha256 })).toEqual({ url, sha256 });
  expect(() => namedBinary({ CHAOS_GATE_KIND_URL: url })).toThrow('CHAOS_GATE_KIND_SHA256: found "", expected');
  expect(() => namedBinary({ CHAOS_GATE_KIND_SHA256: sha256 })).toThrow('CHAOS_GATE_KIND_URL: found "", expected');
});

test("the machine's own is used when it is recent; an old one is not", async () => {
  const bin = join(folder.path, 'bin');
  const own = join(bin, 'kind');
  mkdirSync(bin);
  writeFileSync(own, program);
  chmodSync(own, 0o755);
  process.env.PATH = `${bin}:/usr/bin:/bin`;
  expect(await provideKind({}, { report })).toBe(own);
  expect(requests).toBe(0);
  writeFileSync(own, program.replace('v0.33.0', 'v0.11.1'));
  // Whether the pinned release can be had depends on the network of the machine; that the old one is not taken does not.
  const used = await provideKind({}, { report, signal: AbortSignal.timeout(5_000) }).catch(error => String(error));
  expect(used).not.toBe(own);
});

test('a download that is not there is one sentence', async () => {
  const missing = { url: `${url}-none`, sha256 };
  await expect(provideKind({ kindBinary: missing }, { report })).rejects.toThrow(
    `${url}-none cannot be downloaded: status 404`,
  );
});

test('what is pinned is whole: a hash for each platform, a digest for each node image', () => {
  for (const platform of ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'])
    expect(pinnedRelease(platform)).toEqual({
      url: `https://github.com/kubernetes-sigs/kind/releases/download/${kindRelease.version}/kind-${platform}`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  expect(pinnedRelease('plan9-mips')).toBeUndefined();
  for (const [version, image] of Object.entries(kindRelease.nodeImages))
    expect(image).toMatch(new RegExp(`^kindest/node:v${version.replace('.', '\\.')}\\.\\d+@sha256:[0-9a-f]{64}$`));
  expect(nodeImageFor('1.34')).toBe(kindRelease.nodeImages['1.34']);
  expect(nodeImageFor('v1.34.11')).toBe(kindRelease.nodeImages['1.34']);
  expect(nodeImageFor('v1.34.4')).toBe('kindest/node:v1.34.4');
  expect(nodeImageFor('1.20')).toBe('kindest/node:v1.20');
});
