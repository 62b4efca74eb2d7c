import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medianOf, printFigure } from './figure.ts';

// The embedded cluster up with the shop ready (target ≤ 2 s), and a Deployment of 50 pods ready (target ≤ 8 s);
// beside it, what starting as many bare Node processes two at a time takes on this machine.
const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));
const fifty = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: many, namespace: default }
spec:
  replicas: 50
  selector: { matchLabels: { app: many } }
  template:
    metadata: { labels: { app: many } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: many
          image: node:24-alpine
          command: [node, -e, "require('http').createServer((q, s) => s.end('ok')).listen(8080)"]
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
`;
const scenario = (manifest: string, images: readonly object[]) => `
app: { manifests: [${manifest}], images: ${JSON.stringify(images)} }
config: { runStrategy: { runs: 1 } }
scenarios: [{ name: nothing, steps: [{ wait: { seconds: 0 } }] }]
`;

/** Milliseconds from the start of the command until its journal says that the app is ready. */
async function untilReady(name: string, text: string): Promise<number> {
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, text);
  const started = performance.now();
  const gate = spawn(process.execPath, ['dist/cli.js', 'run', file, '--out', join(folder, name)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let readyMs: number | undefined;
  gate.stderr.on('data', chunk => {
    said += chunk;
    if (readyMs === undefined && said.includes('app ready')) readyMs = performance.now() - started;
  });
  await new Promise(resolve => gate.on('exit', resolve));
  if (readyMs === undefined) throw new Error(`the app did not get ready:\n${said}`);
  return readyMs;
}

async function bareProcesses(count: number): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next++ < count) await new Promise(resolve => spawn(process.execPath, ['-e', '0']).on('exit', resolve));
  };
  await Promise.all([worker(), worker()]);
  return performance.now() - started;
}

try {
  const shop = scenario(join(process.cwd(), 'fixtures/apps/shop/k8s/shop.yaml'), [
    { image: 'shop:dev', build: join(process.cwd(), 'fixtures/apps/shop') },
  ]);
  const ups: number[] = [];
  for (let round = 0; round < 5; round++) ups.push(await untilReady(`shop${round}`, shop));
  const bareSeven = await bareProcesses(7);
  const up = medianOf(ups);
  printFigure({
    name: 'embedded cluster up, shop ready',
    measured: `${(up / 1000).toFixed(2)} s`,
    ratio: up / 2000,
    target: 1,
    unit: 'of 2 s',
  });
  printFigure({
    name: '  against 7 bare node processes',
    measured: `${bareSeven.toFixed(0)} ms`,
    ratio: up / bareSeven,
  });
  writeFileSync(join(folder, 'fifty-manifest.yml'), fifty);
  const many = await untilReady('fifty', scenario(join(folder, 'fifty-manifest.yml'), []));
  const bareFifty = await bareProcesses(50);
  printFigure({
    name: 'a Deployment of 50 pods ready',
    measured: `${(many / 1000).toFixed(2)} s`,
    ratio: many / 8000,
    target: 1,
    unit: 'of 8 s',
  });
  printFigure({
    name: '  against 50 bare node processes',
    measured: `${bareFifty.toFixed(0)} ms`,
    ratio: many / bareFifty,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
