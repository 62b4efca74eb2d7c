import { expect, test } from '@jest/globals';
import { readEngineInfo } from '../../src/cluster/container-engine.ts';
import { isPulledAlways, nameOnNode } from '../../src/cluster/image-name.ts';
import { pullWarnings } from '../../src/cluster/pull-policy.ts';
import { parseManifest } from '../../src/kubernetes/manifest.ts';

test.each([
  ['shop:dev', 'docker.io/library/shop:dev'],
  ['shop', 'docker.io/library/shop:latest'],
  ['bloomberg/goldpinger:3.10.2', 'docker.io/bloomberg/goldpinger:3.10.2'],
  ['docker.io/bloomberg/goldpinger:3.10.2', 'docker.io/bloomberg/goldpinger:3.10.2'],
  ['localhost/shop', 'localhost/shop:latest'],
  ['localhost:5000/shop', 'localhost:5000/shop:latest'],
  ['ghcr.io/a/b@sha256:00', 'ghcr.io/a/b@sha256:00'],
])('%s is %s on a node', (image, name) => {
  expect(nameOnNode(image)).toBe(name);
});

test('latest, said or not, is pulled always; a tag or a digest is not', () => {
  expect(['shop', 'shop:latest', 'localhost:5000/shop'].map(isPulledAlways)).toEqual([true, true, true]);
  expect(['shop:dev', 'shop@sha256:00', 'shop:latest@sha256:00'].map(isPulledAlways)).toEqual([false, false, false]);
});

test('an app that would pull what is loaded is told, with the container', () => {
  const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers:
      - { name: ready, image: shop:dev, imagePullPolicy: Always }
      containers:
      - { name: web, image: 'docker.io/library/shop:dev' }
      - { name: side, image: side }
      - { name: calm, image: side, imagePullPolicy: IfNotPresent }
      - { name: other, image: other:latest }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: job }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: job, image: side:latest }] } } } } }
`;
  const warnings = pullWarnings(parseManifest(manifest, 'app.yml'), [{ image: 'shop:dev' }, { image: 'side' }]);
  expect(warnings).toEqual([
    expect.stringMatching(/^app.yml:2:1: container ready has imagePullPolicy: Always: Kubernetes pulls shop:dev from/),
    expect.stringMatching(
      /^app.yml:2:1: container side has the tag latest and no imagePullPolicy: Kubernetes pulls side/,
    ),
    expect.stringMatching(/^app.yml:\d+:1: container job has the tag latest/),
  ]);
  expect(pullWarnings(parseManifest(manifest, 'app.yml'), [])).toEqual([]);
});

test.each([
  ['{"ServerVersion":"29.1.3","SecurityOptions":["name=seccomp,profile=builtin"]}', 29, false],
  ['{"ServerVersion":"20.10.24","SecurityOptions":["name=seccomp","name=rootless"]}', 20, true],
  ['{"version":{"Version":"5.6.2"},"host":{"security":{"rootless":true}}}', 5, true],
  ['{}', undefined, false],
])('what the engine says of itself: %s', (json, majorVersion, rootless) => {
  expect(readEngineInfo(json)).toEqual({ majorVersion, rootless });
});
