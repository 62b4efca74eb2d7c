import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { InvalidInput } from '../../src/errors.ts';
import { loadManifests } from '../../src/kubernetes/load-manifests.ts';
import { parseManifest } from '../../src/kubernetes/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = (text: string) =>
  parseManifest(text, 'app.yaml').map(({ object }) => `${object.kind} ${object.metadata?.name}`);

function problemsOf(text: string): string {
  try {
    parseManifest(text, 'app.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('a manifest', () => {
  test('holds documents, lists and JSON; empty documents hold nothing', () => {
    const text = `---
# nothing but a comment
---
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}}
---
apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Secret, metadata: { name: one } }
- apiVersion: v1
  kind: ConfigMapList
  items: [ { apiVersion: v1, kind: ConfigMap, metadata: { name: two } } ]
`;
    expect(names(text)).toEqual(['ConfigMap json', 'Secret one', 'ConfigMap two']);
  });

  test('means what kubectl takes it to mean: octal modes, switches, but neither dates nor base 60', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: x }
mode: 0644
switch: on
day: 2026-11-22
time: 12:30:00
text: "on"
merged: { <<: &base { a: 1 }, b: 2 }
`;
    expect(parseManifest(text, 'app.yaml')[0]!.object).toMatchObject({
      mode: 0o644,
      switch: true,
      day: '2026-11-22',
      time: '12:30:00',
      text: 'on',
      merged: { a: 1, b: 2 },
    });
  });

  test('knows where each object begins', () => {
    const text =
      '# shop\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n';
    expect(parseManifest(text, 'app.yaml').map(({ at }) => `${at.file}:${at.line}:${at.column}`)).toEqual([
      'app.yaml:2:1',
      'app.yaml:6:1',
    ]);
  });

  test('says every problem with its place', () => {
    const text =
      'apiVersion: v1\nkind: Pod\n---\n- 1\n---\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: [ }\n';
    const lines = problemsOf(text).split('\n');
    expect(lines[0]).toBe('app.yaml:1:1: found a Pod without metadata.name; expected a name, it is applied by name');
    expect(lines[1]).toBe('app.yaml:4:1: found a list; expected a Kubernetes object with apiVersion and kind');
    expect(lines[2]).toBe('app.yaml:6:1: found an object without apiVersion; expected a Kubernetes object');
    expect(lines[3]).toMatch(/^app\.yaml:10:\d+: /);
    expect(lines).toHaveLength(4);
  });

  test('that unfolds without end is refused', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 0; level < 8; level++) {
      const [from, to] = [String.fromCharCode(97 + level), String.fromCharCode(98 + level)];
      bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
    }
    expect(problemsOf(bomb.join('\n'))).toMatch(/^app\.yaml:1:1: .*alias/i);
  });
});

describe('loading', () => {
  const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
  const k8s = join(folder, 'k8s');
  mkdirSync(join(k8s, 'deeper'), { recursive: true });
  writeFileSync(join(k8s, 'b.yml'), pod('b'));
  writeFileSync(join(k8s, 'a.yaml'), pod('a'));
  writeFileSync(join(k8s, 'notes.txt'), 'not: a manifest');
  writeFileSync(join(k8s, 'deeper', 'c.yaml'), pod('c'));

  test('a folder takes its own manifests, sorted, and nothing below it', async () => {
    const loaded = await loadManifests([k8s, join(k8s, 'deeper', 'c.yaml')]);
    expect(loaded.map(({ object }) => object.metadata?.name)).toEqual(['a', 'b', 'c']);
  });

  test('what is not there, or holds nothing, is said', async () => {
    await expect(loadManifests([join(folder, 'absent')])).rejects.toThrow(
      `app: ${folder}/absent cannot be read (ENOENT)`,
    );
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await expect(loadManifests([empty])).rejects.toBeInstanceOf(InvalidInput);
    const hollow = join(folder, 'hollow.yaml');
    writeFileSync(hollow, '# nothing\n');
    await expect(loadManifests([hollow])).rejects.toThrow(`${hollow}:1:1: holds no object`);
  });

  test('a chart without helm, and a kustomization without kubectl, say what they need', async () => {
    const chart = join(folder, 'chart');
    const kustomization = join(folder, 'kustomization');
    for (const path of [chart, kustomization]) mkdirSync(path);
    writeFileSync(join(chart, 'Chart.yaml'), 'name: shop\n');
    writeFileSync(join(kustomization, 'kustomization.yaml'), 'resources: []\n');
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      await expect(loadManifests([chart])).rejects.toThrow(
        `the Helm chart ${chart} needs helm to be rendered, which is not on PATH`,
      );
      await expect(loadManifests([kustomization])).rejects.toThrow(
        /needs kubectl to be rendered, which is not on PATH$/,
      );
    } finally {
      process.env.PATH = path;
    }
  });
});
