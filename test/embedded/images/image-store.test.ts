import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createImageStore } from '../../../src/embedded/images/index.ts';
import { distFile } from '../../support/dist.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'images-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Writes files into a folder to build from. */
function contextOf(files: Readonly<Record<string, string>>): string {
  const context = join(directory, 'context');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(context, name)), { recursive: true });
    writeFileSync(join(context, name), content);
  }
  return context;
}

async function build(files: Readonly<Record<string, string>>) {
  const images = createImageStore({ directory: join(directory, 'images') });
  await images.addImage({ image: 'shop:dev', build: contextOf(files) });
  const image = images.resolve('docker.io/library/shop:dev');
  const hostPath = (path: string): string => {
    const mapping = image.files.find(({ from }) => path === from || path.startsWith(`${from}/`));
    if (!mapping) throw new Error(`${path} is not in the image`);
    return mapping.to + path.slice(mapping.from.length);
  };
  return { image, hostPath };
}

test('node images of any tag and spelling run on the host’s Node', () => {
  const images = createImageStore({ directory });
  for (const name of [
    'node',
    'node:24-alpine',
    'docker.io/library/node:22',
    'index.docker.io/library/node@sha256:aa',
    'mirror.gcr.io/library/node:24',
  ])
    expect(images.resolve(name)).toMatchObject({ entrypoint: [], command: ['node'], workingDirectory: '/' });
  expect(images.resolve('node:24').imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('any other image is refused in a sentence that names kind', () => {
  const images = createImageStore({ directory });
  for (const name of ['nginx:1.27', 'ghcr.io/me/node:24', 'localhost:5000/node', 'me/node'])
    expect(() => images.resolve(name)).toThrow(`for ${name} run this on kind`);
});

test('Goldpinger’s image is the stand-in', () => {
  const images = createImageStore({ directory });
  const image = images.resolve('docker.io/bloomberg/goldpinger:3.10.2');
  expect(image.entrypoint).toEqual(['node', image.files[0]!.from]);
  expect(existsSync(image.files[0]!.to)).toBe(true);
  expect(images.resolve('bloomberg/goldpinger:v3.7.0').imageId).toBe(image.imageId);
});

test('a Dockerfile is built as far as it needs no container engine', async () => {
  const { image, hostPath } = await build({
    Dockerfile: `# syntax=docker/dockerfile:1
ARG VERSION=24
FROM node:\${VERSION}-alpine AS base
LABEL a=b
WORKDIR /app
ARG GREETING="hello there"
ENV GREETING=$GREETING \\
    # a comment in between
    MODE="prod uction" EMPTY=
COPY --chown=node:node package*.json ./
RUN npm ci --omit=dev
COPY . .
COPY config/shop.conf /etc/shop.conf
WORKDIR sub
EXPOSE 8080/tcp 9090
USER node
HEALTHCHECK CMD true
STOPSIGNAL SIGINT
ENTRYPOINT ["node"]
CMD ["server.js", "--mode=$MODE"]
`,
    '.dockerignore': '*.md\n!keep.md\nsecret\n**/*.log\n',
    'package.json': '{"name":"shop"}',
    'package-lock.json': '{}',
    'server.js': 'console.log(1)',
    'readme.md': 'no',
    'keep.md': 'yes',
    'secret/key': 'no',
    'deep/down/trace.log': 'no',
    'deep/down/code.js': 'yes',
    'config/shop.conf': 'conf',
  });
  expect(image).toMatchObject({
    entrypoint: ['node'],
    command: ['server.js', '--mode=$MODE'],
    workingDirectory: '/app/sub',
    user: 'node',
    stopSignal: 'SIGINT',
    exposedPorts: ['8080/tcp', '9090'],
  });
  expect(image.environment).toMatchObject({ GREETING: 'hello there', MODE: 'prod uction', EMPTY: '' });
  expect(readdirSync(hostPath('/app')).sort()).toEqual(
    [
      'Dockerfile',
      '.dockerignore',
      'config',
      'deep',
      'keep.md',
      'package-lock.json',
      'package.json',
      'server.js',
      'sub',
    ].sort(),
  );
  expect(readdirSync(hostPath('/app/deep/down'))).toEqual(['code.js']);
  expect(readFileSync(hostPath('/etc/shop.conf'), 'utf8')).toBe('conf');
  expect(image.files.map(({ from }) => from)).not.toContain('/etc');
});

test('stages copy from each other', async () => {
  const { image, hostPath } = await build({
    Dockerfile:
      'FROM node:24 AS build\nWORKDIR /src\nCOPY a.js .\nFROM node:24\nCOPY --from=build /src/a.js /app/\nCMD node /app/a.js\n',
    'a.js': 'a',
  });
  expect(readFileSync(hostPath('/app/a.js'), 'utf8')).toBe('a');
  expect(image.command).toEqual(['/bin/sh', '-c', 'node /app/a.js']);
});

test('a script alone is started as the official image starts it', async () => {
  const { image } = await build({ Dockerfile: 'FROM node:24\nCMD ["server.js"]\n' });
  expect(image.command).toEqual(['node', 'server.js']);
});

test.each([
  [
    'RUN apk add curl',
    'FROM node:24\n\nRUN apk add curl\n',
    ':3: RUN apk add curl: the embedded cluster runs only npm ci and npm install',
  ],
  ['RUN npm ci && npm test', 'FROM node:24\nRUN npm ci && npm test\n', ':2: RUN npm ci && npm test: the embedded'],
  ['another base', 'FROM nginx:1\n', ':1: FROM nginx:1: the embedded cluster builds on node:* only'],
  [
    'ADD',
    'FROM node:24\nADD https://example.org/x /x\n',
    ':2: ADD https://example.org/x /x: the embedded cluster cannot do ADD',
  ],
  ['COPY --from an image', 'FROM node:24\nCOPY --from=busybox /bin/sh /sh\n', 'there is no stage busybox'],
  ['a source that is missing', 'FROM node:24\nCOPY dist ./dist\n', ':2: COPY dist ./dist: there is no dist in'],
  ['a source outside', 'FROM node:24\nCOPY ../x .\n', ':2: COPY ../x .: ../x is outside'],
  ['a here-document', 'FROM node:24\nCOPY <<EOF /x\n', 'here-documents'],
])('%s: the error names the line', async (_, Dockerfile, message) => {
  await expect(build({ Dockerfile })).rejects.toThrow(message);
});

test('npm installs what package.json asks for', async () => {
  const { hostPath } = await build({
    Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install --omit=dev\nCMD ["node", "main.js"]\n',
    'package.json': JSON.stringify({ name: 'a', version: '1.0.0', dependencies: { local: 'file:./local' } }),
    'local/package.json': JSON.stringify({ name: 'local', version: '1.0.0', main: 'index.js' }),
    'local/index.js': 'module.exports = 42;',
    'main.js': "console.log(require('local'));",
  });
  expect(execFileSync(process.execPath, ['main.js'], { cwd: hostPath('/app'), encoding: 'utf8' })).toBe('42\n');
});

test('the shop’s own Dockerfile builds', async () => {
  const images = createImageStore({ directory: join(directory, 'images') });
  await images.addImage({
    image: 'shop:dev',
    build: fileURLToPath(new URL('../../../fixtures/apps/shop', import.meta.url)),
  });
  const image = images.resolve('shop:dev');
  expect(image.workingDirectory).toBe('/app');
  expect(existsSync(join(image.files[0]!.to, 'src/front.js'))).toBe(true);
});

test('the bundled stand-in for Goldpinger is one file that needs nothing but Node', () => {
  const imports = readFileSync(distFile('goldpinger.js'), 'utf8').match(/^import .*$/gm) ?? [];
  expect(imports.length).toBeGreaterThan(0);
  for (const line of imports) expect(line).toMatch(/from "node:[a-z/]+";$/);
});
