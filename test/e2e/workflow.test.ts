import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { RunResult } from '../../src/judge/run-result.ts';
import { openFolder, readVerdict } from '../support/gate.ts';
import { runByAct } from './act.ts';
import { expectGone, isOverloaded, labTest } from './lab.ts';

const workflow = fileURLToPath(new URL('workflow.yml', import.meta.url));

labTest(
  'a workflow with the action on a 3-node kind cluster, run by act (with the stand-in for Goldpinger)',
  900_000,
  async ({ nodeImage }) => {
    using folder = openFolder();
    const attempt = async (name: string) => await runByAct(folder, name, workflow, { NODE_IMAGE: nodeImage ?? '' });
    let { code, log, record } = await attempt('first');
    if (isOverloaded(readVerdict(record))) {
      console.log('the machine was too busy for the gate to see enough: once more');
      ({ code, log, record } = await attempt('second'));
    }
    const read = (name: string) => readFileSync(join(record, name), 'utf8');
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('Job succeeded') });

    const outputs = JSON.parse(read('outputs.json'));
    expect(outputs).toMatchObject({
      verdict: 'refuted',
      'exit-code': '1',
      experiments: '4',
      upheld: '3',
      refuted: '1',
      inconclusive: '0',
    });
    expect(outputs.report).toMatch(/chaos-gate-out\/report\.html$/);
    expect(outputs.journal).toMatch(/chaos-gate-out\/journal\.ndjson$/);
    expect(outputs.upload.split('\n')).toEqual(expect.arrayContaining([outputs.report, outputs.journal]));
    expect(outputs.upload).not.toMatch(/kubeconfig|cluster$/m);

    const verdict = JSON.parse(read('verdict.json')) as RunResult;
    expect(verdict.cluster).toMatchObject({ provider: 'kind', created: true });
    expect(verdict.cluster?.nodes).toHaveLength(3);
    expect(verdict.experiments.flatMap(({ faults }) => faults.map(({ receipt }) => receipt.landed))).not.toContain(
      false,
    );
    expect(log).toContain('Summary - # ✘ chaos-gate: refuted');

    const { file, line } = verdict.experiments.find(each => each.verdict === 'refuted')!;
    expect(file).toBe('fixtures/scenarios/refuted/shop-crash-loop.yml');
    const errors = log.split('\n').filter(text => text.includes('::error'));
    expect(
      errors.some(text =>
        /::error title=One API pod crashes twice in a row,file=[^,]*shop-crash-loop\.yml,line=\d+::/.test(text),
      ),
    ).toBe(true);
    expect(errors.length).toBeLessThanOrEqual(10);
    expect(line).toBeGreaterThan(0);

    // The kubeconfig's secrets were handed to the runner to be masked, each phase is a group, pods' logs issue no command.
    expect(log).toContain('⚙  ***');
    for (const phase of ['baseline', 'method', 'undo', 'recovery'])
      expect(log).toContain(`::group::One API pod crashes twice in a row: ${phase}`);
    expect(log).toContain('api listens on port 8080');
    expectGone(verdict.cluster!.name);
  },
);
