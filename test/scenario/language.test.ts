import { describe, expect, test } from '@jest/globals';
import { loadSuite, type Scenario, type Suite } from '../../src/scenario/index.ts';

async function load(text: string): Promise<Suite> {
  return loadSuite(['-'], { stdin: text, cwd: '/tmp' });
}
async function loadScenario(body: string): Promise<Scenario> {
  const indented = body
    .trim()
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');
  return (await load(`scenarios:\n- name: shop stays up\n${indented}\n`)).scenarios[0]!;
}

describe('a whole scenario', () => {
  const text = `
config:
  runStrategy: { runs: 2, strategy: random, minSecondsBetweenRuns: 1 }
  exitStrategy: { strategy: fail-fast }
  seed: 42
cluster: { provider: kind, nodes: 3, zones: [a, b] }
app: { goldpinger: true }
scenarios:
- name: Half of the shop dies
  hypothesis: Nobody notices.
  steadyState:
  - name: shop answers
    probeHTTP: { target: { service: { name: web, namespace: shop } }, endpoint: cart, every: 20ms, timeout: 300, expect: { bodyContains: Cart } }
    tolerance: { success: ">= 99%", p95: "<= 300ms" }
    during: [ success >= 90%, outage <= 1.5s ]
    after: { p95: "<= 1s" }
    minSamples: 50
  - name: mesh is whole
    probeGoldpinger:
    tolerance: { edges: 100% }
  blastRadius: { pods: 50%, namespaces: [shop] }
  baseline: { for: 5s }
  method: { for: 10 }
  steps:
  - podAction:
      matches: [ { labels: { selector: app=web, namespace: shop } } ]
      filters: [ { randomSample: { ratio: 0.5 } } ]
      actions: [ { kill: }, { killContainer: { times: 6, interval: 1250ms, stagger: 2 } } ]
  - wait: { seconds: 1.5 }
  recovery: { within: 30s }
`;

  test('is read with its defaults, in milliseconds', async () => {
    const suite = await load(text);
    expect(suite.config).toEqual({
      runs: 2,
      strategy: 'random',
      betweenRuns: { minMs: 1000, maxMs: 1000 },
      exitStrategy: 'fail-fast',
      seed: 42,
    });
    expect(suite.cluster).toEqual({ provider: 'kind', nodes: 3, zones: ['a', 'b'] });
    expect(suite.app).toEqual({ manifests: [], images: [], goldpinger: true });
    const scenario = suite.scenarios[0]!;
    expect(scenario).toMatchObject({
      baselineMs: 5000,
      methodMs: 10_000,
      recovery: { withinMs: 30_000, stableForMs: 3000 },
      blastRadius: { pods: { share: 0.5 }, namespaces: ['shop'] },
    });
    expect(scenario.steadyState[0]).toMatchObject({
      minSamples: 50,
      probe: {
        kind: 'probeHTTP',
        target: { service: { name: 'web', namespace: 'shop', port: 80, protocol: 'http' } },
        endpoint: '/cart',
        method: 'get',
        code: 200,
        bodyContains: 'Cart',
        everyMs: 20,
        timeoutMs: 300,
      },
    });
    expect(scenario.steadyState[1]).toMatchObject({
      minSamples: 2,
      probe: {
        kind: 'probeGoldpinger',
        namespace: 'goldpinger',
        selector: 'app=goldpinger',
        everyMs: 1000,
        timeoutMs: 5000,
        refreshMs: 2000,
        excuseTargets: true,
      },
    });
    expect(scenario.steps).toMatchObject([
      {
        kind: 'podAction',
        matches: [{ kind: 'labels', selector: 'app=web', namespace: 'shop' }],
        filters: [{ kind: 'randomSample', ratio: 0.5 }],
        actions: [
          { kind: 'kill', probability: 1 },
          { kind: 'killContainer', signal: 'SIGKILL', times: 6, intervalMs: 1250, staggerMs: 2000 },
        ],
      },
      { kind: 'wait', ms: 1500 },
    ]);
  });

  test('tells in which phases each tolerance holds', async () => {
    const { tolerances } = (await load(text)).scenarios[0]!.steadyState[0]!;
    expect(tolerances.map(({ expression, phases }) => `${expression} in ${phases.join(', ')}`)).toEqual([
      'success >= 99% in baseline, recovery',
      'p95 <= 300ms in baseline, method',
      'success >= 90% in method',
      'outage <= 1.5s in baseline, method',
      'p95 <= 1s in recovery',
    ]);
  });

  test('knows where everything stands', async () => {
    const scenario = (await load(text)).scenarios[0]!;
    const place = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;
    expect(scenario.at).toEqual({ file: '-', line: 9, column: 3 });
    expect(scenario.steadyState.map(({ at }) => place(at))).toEqual(['12:5', '18:5']);
    expect(scenario.steadyState[0]!.tolerances.map(({ at }) => place(at))).toEqual([
      '14:18',
      '14:37',
      '15:15',
      '15:31',
      '16:14',
    ]);
    expect(scenario.steps.map(({ at }) => place(at))).toEqual(['25:5', '29:5']);
    expect(place(scenario.recovery.at!)).toBe('30:3');
    expect(place(scenario.blastRadius!.at)).toBe('21:3');
    const step = scenario.steps[0]!;
    expect(step.kind === 'podAction' && step.actions.map(({ at }) => place(at))).toEqual(['28:18', '28:29']);
  });
});

describe('defaults', () => {
  test('of a minimal scenario', async () => {
    const suite = await load('scenarios: [ { name: one, steps: [ { wait: { for: 1s } } ] } ]');
    expect(suite.config.runs).toBe(1);
    expect(suite.cluster).toEqual({});
    expect(suite.scenarios[0]).toMatchObject({
      steadyState: [],
      baselineMs: 3000,
      methodMs: 0,
      recovery: { withinMs: 60_000, stableForMs: 3000 },
    });
  });

  test("of PowerfulSeal's steps", async () => {
    const { steps } = await loadScenario(`
steps:
- probeHTTP: { target: { service: { name: front, namespace: shop } } }
- kubectl: { action: apply, payload: "{}" }
- podAction:
    matches: [ { namespace: shop } ]
    actions: [ { checkPodCount: { count: 2 } } ]
    retries: { retriesCount: { count: 3 } }
- podAction:
    matches: [ { namespace: shop } ]
    actions: [ { checkPodState: { state: Running } } ]
    retries: { retriesTimeout: {} }`);
    expect(steps).toMatchObject([
      {
        kind: 'probeHTTP',
        count: 1,
        delayMs: 100,
        probe: { timeoutMs: 1000, code: 200, method: 'get', insecure: false },
      },
      { kind: 'kubectl', autoDelete: true, proxy: '', kubectlBinary: 'kubectl' },
      { kind: 'podAction', filters: [], retries: { kind: 'retriesCount', count: 3, sleepMs: 30_000 } },
      { kind: 'podAction', retries: { kind: 'retriesTimeout', timeoutMs: 60_000, sleepMs: 30_000 } },
    ]);
  });

  test('of the other probes', async () => {
    const { steadyState } = await loadScenario(`
steadyState:
- name: store listens
  probeTCP: { target: { service: { name: store, namespace: shop, port: 6379 } } }
  tolerance: success >= 99%
- name: replicas
  probeKubernetes: { resource: deployments, name: api, namespace: shop, value: status.readyReplicas }
  tolerance: { value: 3 }
- name: checked
  probeCommand: { command: [ node, check.js ], environment: { SHOP: http://localhost } }
  tolerance: { success: 100% }`);
    expect(steadyState).toMatchObject([
      { minSamples: 10, probe: { kind: 'probeTCP', everyMs: 50, timeoutMs: 1000 } },
      { minSamples: 2, probe: { kind: 'probeKubernetes', everyMs: 1000, timeoutMs: 5000 } },
      {
        minSamples: 2,
        probe: { kind: 'probeCommand', command: ['node', 'check.js'], environment: { SHOP: 'http://localhost' } },
      },
    ]);
    expect(steadyState[1]!.tolerances[0]).toMatchObject({
      expression: 'value == 3',
      operator: '==',
      value: 3,
      unit: 'number',
    });
  });
});

describe('YAML', () => {
  test('anchors and merge keys are followed, explicit keys win', async () => {
    const { steadyState } = await loadScenario(`
steadyState:
- name: shop answers
  probeHTTP: &probe { target: { url: "http://localhost:1" }, every: 100ms, code: 404 }
  tolerance: &fine { success: 100% }
- name: shop answers faster
  probeHTTP: { <<: *probe, every: 10ms }
  tolerance: *fine`);
    expect(steadyState[1]).toMatchObject({ probe: { everyMs: 10, code: 404, target: { url: 'http://localhost:1' } } });
    expect(steadyState[1]!.tolerances[0]!.at.line).toBe(6);
  });

  test('line ends of Windows are line ends', async () => {
    const suite = await load('scenarios:\r\n- name: shop stays up\r\n  steps:\r\n  - wait: { for: 1s }\r\n');
    expect(suite.scenarios[0]).toMatchObject({ name: 'shop stays up', steps: [{ at: { line: 4, column: 5 } }] });
  });
});
