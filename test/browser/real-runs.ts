import { resolve } from 'node:path';
import type { Verdict } from '../../src/verdict.ts';
import { type Folder, readVerdict, runGate } from '../support/gate.ts';

const app = {
  manifests: [resolve('fixtures/apps/shop/k8s/shop.yaml')],
  images: [{ image: 'shop:dev', build: resolve('fixtures/apps/shop') }],
  goldpinger: true,
};
const shopAnswers = {
  name: 'shop answers',
  probeHTTP: { target: { service: { name: 'front', namespace: 'shop', port: 80 } }, every: '100ms', timeout: 2000 },
  tolerance: { success: '>= 99%', p95: '<= 1s' },
};
const meshIsWhole = (excuseTargets: boolean) => ({
  name: 'mesh is whole',
  probeGoldpinger: { excuseTargets },
  tolerance: { edges: '100%' },
});
const crash = (selector: string) => ({
  podAction: {
    matches: [{ labels: { selector, namespace: 'shop' } }],
    filters: [{ randomSample: { ratio: 0.5 } }],
    actions: [{ killContainer: {} }],
  },
});

/** Three experiments on the embedded cluster that end differently. */
const scenarios = {
  upheld: {
    name: 'Half of the API crashes and shoppers notice nothing',
    hypothesis: "Shoppers keep getting pages while half of the API's pods crash at once.",
    steadyState: [shopAnswers, meshIsWhole(true)],
    method: { for: '4s' },
    steps: [crash('app=api')],
    recovery: { within: '30s', stableFor: '2s' },
  },
  refuted: {
    name: 'A worker freezes',
    hypothesis: 'All nodes keep reaching each other while one worker stands still.',
    steadyState: [shopAnswers, meshIsWhole(false)],
    steps: [
      {
        nodeAction: {
          matches: [{ property: { name: 'name', value: 'embedded-worker2' } }],
          actions: [{ pause: {} }, { wait: { seconds: 3 } }],
        },
      },
    ],
    recovery: { within: '30s', stableFor: '2s' },
  },
  inconclusive: {
    name: 'Half of the carts crash',
    hypothesis: "Shoppers keep getting pages while half of the cart's pods crash.",
    steadyState: [shopAnswers],
    steps: [crash('app=cart')],
    recovery: { within: '30s', stableFor: '1s' },
  },
} as const satisfies Record<Verdict, unknown>;

export const verdicts = Object.keys(scenarios) as Verdict[];

/** A machine that is too busy makes a run inconclusive, which says nothing about its report. */
const attempts = 4;

/** Runs the experiment that comes to this verdict, and returns the path of its report. Throws when it comes to another. */
export async function reportOfRun(folder: Folder, verdict: Verdict): Promise<string> {
  const scenario = scenarios[verdict];
  folder.write(`${verdict}.yml`, JSON.stringify({ cluster: { nodes: 3 }, app, scenarios: [scenario] }, null, 2));
  for (let attempt = 1; ; attempt++) {
    const { stdout, stderr } = await runGate(['run', `${verdict}.yml`, '--out', verdict, '--seed', '1'], {
      cwd: folder.path,
    });
    const result = readVerdict(`${folder.path}/${verdict}`);
    const starved = result?.experiments.some(({ reasons }) => reasons.some(({ code }) => code === 'gate-overloaded'));
    if (starved && attempt < attempts) continue;
    if (result?.verdict !== verdict)
      throw new Error(`the run came to ${result?.verdict}, expected ${verdict}\n${stderr}\n${stdout}`);
    return `${folder.path}/${verdict}/report.html`;
  }
}

export function hypothesisOf(verdict: Verdict): string {
  return scenarios[verdict].hypothesis;
}
