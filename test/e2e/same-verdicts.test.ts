import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { RunResult } from '../../src/judge/run-result.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { isOverloaded, labTest } from './lab.ts';
import { openRealCluster } from './real-cluster.ts';

const scenarios = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url));

/** What has to be the same wherever a scenario runs; names, times and numbers of a cluster are its own. */
function comparable({ verdict, exitCode, experiments }: RunResult) {
  return {
    verdict,
    exitCode,
    experiments: experiments.map(
      ({ name, line, verdict: its, reasons, phases, steps, steadyState, faults, recovery, residue }) => ({
        name,
        line,
        verdict: its,
        reasons: [...new Set(reasons.map(({ code }) => code))].sort(),
        phases: phases.map(phase => phase.name),
        steps: steps.map(({ index, kind, line: at, status }) => ({ index, kind, at, status })),
        steadyState: steadyState.map(probe => ({
          name: probe.name,
          kind: probe.kind,
          verdict: probe.verdict,
          tolerances: probe.tolerances.map(({ expression, phase, holds, line: at }) => ({
            expression,
            phase,
            holds,
            at,
          })),
        })),
        faults: faults.map(({ step, kind, targets, receipt, undone }) => ({
          step,
          kind,
          targets: targets.map(target => `${target.kind} in ${target.namespace}`),
          landed: receipt.landed,
          undone,
        })),
        recovered: recovery && recovery.observedMs !== null,
        residue: residue.length,
      }),
    ),
  };
}

/**
 * The same scenario for a cluster that is there already: its images are on the nodes, so none is to be built.
 * Lines stay where they are.
 */
function withoutBuild(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/^ {2}images: .*$/m, '  images: []')
    .replaceAll('../../apps', join(scenarios, '../apps'));
}

labTest(
  'every scenario of the demo, and every refuted twin, comes to the same verdict on embedded and on a 3-node kind cluster',
  900_000,
  async () => {
    using folder = openFolder();
    await using cluster = await openRealCluster(folder, 3);
    const rows: object[] = [];
    const differences: string[] = [];
    for (const file of globSync(`${scenarios}{demo,refuted}/*.yml`).sort()) {
      const name = basename(file, '.yml');
      folder.write(`${name}.yml`, withoutBuild(file));
      const flags = ['--seed', '7', '--format', 'json'];
      const existing = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
      /** Again when the machine was too busy to tell; on pods that never crashed, whose restarts are not yet backed off. */
      const verdictOn = async (where: 'embedded' | 'kind') => {
        const argv = where === 'kind' ? [`${name}.yml`, ...existing] : [file];
        for (const attempt of [1, 2, 3]) {
          const out = `${where}-${name}-${attempt}`;
          await runGate(['run', ...argv, ...flags, '--out', out], { cwd: folder.path });
          cluster.kubectl('delete', 'namespace', 'shop', 'goldpinger', '--ignore-not-found');
          const verdict = readVerdict(join(folder.path, out));
          if (!isOverloaded(verdict)) return verdict;
          console.log(`${out}: the machine was too busy to tell`);
        }
        return undefined;
      };
      const embedded = await verdictOn('embedded');
      const kind = await verdictOn('kind');
      expect({ name, embedded, kind }).toMatchObject({ embedded: expect.anything(), kind: expect.anything() });
      rows.push({ name, embedded: embedded!.verdict, kind: kind!.verdict, reason: kind!.reason.slice(0, 100) });
      try {
        expect(comparable(kind!)).toEqual(comparable(embedded!));
      } catch (error) {
        differences.push(`${name}: ${(error as Error).message}\nembedded: ${embedded!.reason}\nkind: ${kind!.reason}`);
      }
    }
    console.table(rows);
    expect(differences).toEqual([]);
  },
);
