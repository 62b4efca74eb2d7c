import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { findLab } from '../cluster/lab.ts';
import { openFolder } from '../support/gate.ts';
import { outcomeOf, type PolicyRun, runPolicy } from './policy-run.ts';

const lab = findLab();
const toxiproxy = lab.missing === undefined ? findToxiproxy() : undefined;
const missing = lab.missing ?? (toxiproxy ? undefined : 'no image of Toxiproxy on this machine');

/** An image of Toxiproxy that the engine has; undefined: none. */
function findToxiproxy(): string | undefined {
  const argv = ['images', '--format', '{{.Repository}}:{{.Tag}}', 'ghcr.io/shopify/toxiproxy'];
  const found = execFileSync('docker', argv, { encoding: 'utf8', env: process.env });
  return found.split('\n').find(image => image !== '' && !image.endsWith(':<none>'));
}

const server = "require('node:http').createServer((q, s) => s.end('hello')).listen(8080)";
const labels = { app: 'web' };
const manifests = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'web',
              image: 'node:24-alpine',
              imagePullPolicy: 'IfNotPresent',
              command: ['node', '-e', server],
              ports: [{ containerPort: 8080 }],
              readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
            },
          ],
        },
      },
    },
  },
];
const service = { name: 'web', namespace: 'shop' };
const source = { deployment: service };
const asks = (timeout: number) => ({
  probeHTTP: { target: { service: { ...service, port: 80 } }, timeout, retries: 1, count: 3 },
});
const slow = {
  clone: {
    source,
    servicesToRetarget: [{ service }],
    mutations: [
      {
        toxiproxy: {
          imageToxiproxy: toxiproxy,
          toxics: [
            {
              targetProxy: '8080',
              toxicType: 'latency',
              toxicAttributes: [{ name: 'latency', value: 1500 }],
            },
          ],
        },
      },
    ],
  },
};
const program = (command: string[], args: string[] = []) => ({
  clone: { source, mutations: [{ tc: { command, args, image: 'node:24-alpine' } }] },
});

if (missing) {
  describe('clone on a real cluster', () => {
    test.skip(`Toxiproxy without a shell, tc, on kind: ${missing}`, () => {});
  });
} else {
  describe('clone on a real cluster', () => {
    let run: PolicyRun;
    beforeAll(async () => {
      using folder = openFolder();
      folder.write('app.yml', manifests.map(object => JSON.stringify(object)).join('\n---\n'));
      const policy = {
        app: { manifests: ['app.yml'], images: [{ image: 'node:24-alpine' }, { image: toxiproxy }] },
        scenarios: [
          { name: 'too slow', steps: [slow, asks(1000)] },
          { name: 'slow, and answered', steps: [slow, asks(10_000)] },
          { name: 'as before', steps: [asks(1000)] },
          { name: 'netem', steps: [program(['tc'], 'qdisc add dev eth0 root netem delay 1ms'.split(' '))] },
          { name: 'a program before', steps: [program(['node', '-e', 'process.exit(0)'])] },
        ],
      };
      const image = lab.nodeImage ? ['--node-image', lab.nodeImage] : [];
      run = await runPolicy(folder, policy, ['--cluster', 'kind', '--nodes', '1', ...image]);
    }, 600_000);

    test('Toxiproxy delays what comes to the port, set up by its HTTP API in an image without a shell', () => {
      expect(outcomeOf(run.experiment('too slow'))).toBe('step-failed');
      expect(run.experiment('too slow').reasons[0]?.message).toContain('no answer within its deadline');
      expect(outcomeOf(run.experiment('slow, and answered'))).toBe('upheld');
      expect(run.experiment('too slow').faults[0]).toMatchObject({
        kind: 'clone',
        undone: true,
        receipt: {
          landed: true,
          evidence: expect.stringContaining(
            'Toxiproxy has latency on auto8080; the node redirects port 8080 through it',
          ),
        },
      });
    });

    test('afterwards the Service is what it was, and nothing is left', () => {
      expect(outcomeOf(run.experiment('as before'))).toBe('upheld');
      expect(run.result?.experiments.flatMap(({ residue }) => residue)).toEqual([]);
    });

    test('tc with netem: what the kernel cannot do is said before anything is injected, what it can is done', () => {
      const { faults, reasons } = run.experiment('netem');
      const [reason] = reasons;
      if (reason?.code === 'fault-unsupported') {
        expect(reason.message).toMatch(/^clone: tc: the kernel of .* cannot do it/);
        expect(faults).toEqual([]);
      } else expect(faults).toHaveLength(1);
    });

    test('a program in the network of the pods, before their containers', () => {
      expect(outcomeOf(run.experiment('a program before'))).toBe('upheld');
    });
  });
}
