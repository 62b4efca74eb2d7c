import { test } from '@jest/globals';
import { podAction } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

const mesh = {
  name: 'mesh is whole',
  probeGoldpinger: { every: '200ms' },
  tolerance: { edges: '100%' },
};
const steps = [podAction([{ kill: {} }])];

test.concurrent('a mesh of one Goldpinger pod: it has no edges, the probe is broken, inconclusive', async () => {
  const scenario = { steps, steadyState: [mesh], file: { app: { manifests: ['app.yml'], goldpinger: true } } };
  expectReason(await runSituation({ scenario, flags: ['--nodes', '1'] }), 2, 'probe-broken');
});

test.concurrent('no Goldpinger at all: the probe is broken, inconclusive', async () => {
  expectReason(await runSituation({ scenario: { steps, steadyState: [mesh] } }), 2, 'probe-broken');
});

test.concurrent('Goldpinger answers what it measured a minute ago: stale, inconclusive', async () => {
  const scenario = { steps, steadyState: [mesh], file: { app: { manifests: ['app.yml'] } } };
  expectReason(await runSituation({ scenario, manifest: staleGoldpinger() }), 2, 'stale-data');
});

/** Two pods that answer as Goldpinger does, every edge alive, and measured a minute ago. */
function staleGoldpinger(): string {
  const names = ['goldpinger-0', 'goldpinger-1'];
  const server = `
require('node:http').createServer((q, s) => {
  const PingTime = new Date(Date.now() - 60000).toISOString();
  const one = { OK: true, PingTime, 'response-time-ms': 2, 'status-code': 200 };
  s.end(JSON.stringify({ podResults: Object.fromEntries(${JSON.stringify(names)}.map(name => [name, one])) }));
}).listen(8080);
process.on('SIGTERM', () => process.exit(0));
`;
  const metadata = { name: 'goldpinger', namespace: 'goldpinger' };
  const labels = { app: 'goldpinger' };
  const containers = [{ name: 'goldpinger', image: 'node:24-alpine', command: ['node', '-e', server] }];
  const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers } };
  const spec = { replicas: names.length, serviceName: 'goldpinger', selector: { matchLabels: labels }, template };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: metadata.namespace } },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec },
  ]
    .map(document => JSON.stringify(document))
    .join('\n---\n');
}
