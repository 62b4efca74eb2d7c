import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { readUndoJournal } from '../../src/undo/undo-journal.ts';
import { openRunner } from '../action/runner.ts';
import { openFolder } from '../support/gate.ts';
import { expectClean, interruptCreation, processesOf, type Row, signals } from './interrupted.ts';
import { interruptedScenario, shopOfOne } from './interrupted-scenario.ts';
import { expectGone, labTest } from './lab.ts';

labTest('cancelled while kind makes the cluster: nothing of it is left', 300_000, async ({ nodeImage }) => {
  using folder = openFolder();
  const rows: Row[] = [];
  for (const signal of signals) rows.push(await interruptCreation(folder, nodeImage, signal));
  expectClean(rows);
});

labTest(
  'a main program that is killed during a fault: post saves the logs and deletes the cluster',
  400_000,
  async ({ nodeImage }) => {
    using runner = openRunner();
    runner.workspace.write('killed.app.yml', shopOfOne('killed', { ready: true }));
    runner.workspace.write('killed.yml', interruptedScenario('killed', 'fault'));
    await using main = runner.main({
      scenarios: 'killed.yml',
      cluster: 'kind',
      nodes: '1',
      'node-image': nodeImage ?? '',
      images: 'shop:dev',
    });
    await main.said('landed');
    main.child.kill('SIGKILL');
    await main.ended;
    const out = runner.state().out!;
    const made = readUndoJournal(join(out, 'undo.ndjson')).find(line => line.type === 'cluster');
    await using post = runner.post();
    const { code, log } = await post.ended;
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('is deleted') });
    expect(readdirSync(join(out, 'logs'))).toEqual(expect.arrayContaining(['events.txt', 'pods.txt']));
    expect(runner.summary()).toContain('inconclusive');
    expectGone(made!.identity.name);
    expect(processesOf(out)).toEqual([]);
  },
);
