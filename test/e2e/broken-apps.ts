/** An app that cannot get ready, and what the gate has to say about it. */
export interface BrokenApp {
  readonly name: string;
  readonly manifest: string;
  readonly deployTimeout: string;
  /** By then the run is over: before the time-out where the failure is certain. */
  readonly limitMs: number;
  readonly reason: RegExp;
}

const certain = { deployTimeout: '180s', limitMs: 120_000 } as const;

/** Without one, Kubernetes takes a container for ready as soon as it runs, also between two crashes. */
const readinessProbe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 };

export const brokenApps: readonly BrokenApp[] = [
  {
    name: 'bad-image',
    manifest: deployment('bad-image', { image: 'localhost:1/nobody:none' }),
    ...certain,
    reason: /does not get ready: pod \S+: image localhost:1\/nobody:none cannot be pulled/,
  },
  {
    name: 'crash',
    manifest: deployment('crash', {
      command: ['node', '-e', "console.error('the store is closed'); process.exit(7)"],
      readinessProbe,
    }),
    ...certain,
    reason: /container app crashes \(exit code 7, \d+ restarts?\)[\s\S]*the store is closed/,
  },
  {
    name: 'no-resources',
    manifest: deployment('no-resources', { resources: { requests: { cpu: '1000' } } }),
    ...certain,
    reason: /no node takes it \(.*Insufficient cpu/,
  },
  {
    // Nobody can know that it will not get ready after all: this one takes the whole time-out, and says what the probe said.
    name: 'failing-probe',
    manifest: deployment('failing-probe', {
      command: [
        'node',
        '-e',
        "console.log('warming up'); require('http').createServer((q, s) => { s.statusCode = 503; s.end(); }).listen(8080)",
      ],
      readinessProbe,
    }),
    deployTimeout: '20s',
    limitMs: 60_000,
    reason:
      /within 20 s: pod \S+: container app runs but is not ready \(Readiness probe failed: .*503\)[\s\S]*warming up/,
  },
];

function deployment(name: string, container: object): string {
  const namespace = `broken-${name}`;
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'app', image: 'shop:dev', imagePullPolicy: 'IfNotPresent', ...container }],
    },
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: { selector: { matchLabels: labels }, template },
    },
  ]
    .map(document => JSON.stringify(document))
    .join('\n---\n');
}
