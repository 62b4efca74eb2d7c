import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { identifyProcess, type ProcessIdentity } from '../../src/command/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { CommandActionStep } from '../../src/scenario/suite.ts';
import { at, tryFault } from './lasting-trial.ts';

/** The commands of this machine need nothing of a cluster but the name of its kubeconfig. */
const access = { kubeconfig: '/run/kubeconfig' } as KubernetesAccess;
let folder: string;
const node = process.execPath;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaos-gate-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(join(folder, 'broken'), { force: true }));

function step(change: Partial<CommandActionStep> = {}): CommandActionStep {
  const file = join(folder, 'broken');
  return {
    kind: 'commandAction',
    at,
    do: [node, '-e', 'require("fs").writeFileSync(process.argv[1], process.env.KUBECONFIG + process.env.WORD)', file],
    undo: [node, '-e', 'require("fs").rmSync(process.argv[1], { force: true })', file],
    receipt: [node, '-e', 'console.log(require("fs").readFileSync(process.argv[1], "utf8"))', file],
    environment: { WORD: '!' },
    ...change,
  };
}
const options = { receiptTimeoutMs: 100 };

test('done, proven by the receipt, and undone twice', async () => {
  const trial = await tryFault(step(), access, options);
  expect(trial.receipts).toEqual([{ landed: true, evidence: `${node} ended with 0: /run/kubeconfig!` }]);
  expect(existsSync(join(folder, 'broken'))).toBe(true);
  await trial.undo();
  await trial.undo();
  expect(existsSync(join(folder, 'broken'))).toBe(false);
});

test('without a receipt nothing is proven, whatever it did', async () => {
  const trial = await tryFault(step({ receipt: undefined }), access, options);
  expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringContaining('there is no `receipt`') }]);
  await trial.undo();
});

test('a fault that says it is done and does nothing is not believed', async () => {
  const trial = await tryFault(step({ do: [node, '-e', ''] }), access, options);
  expect(trial.receipts).toEqual([{ landed: false, evidence: `${node} ended with 1` }]);
});

test('a receipt that says yes before the fault proves nothing', async () => {
  writeFileSync(join(folder, 'broken'), 'by somebody else');
  const trial = await tryFault(step(), access, options);
  expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringContaining('said so before the fault') }]);
  await trial.undo();
});

test('a fault that fails is no injection', async () => {
  await expect(tryFault(step({ do: [node, '-e', 'process.exit(3)'] }), access, options)).rejects.toThrow(/3/);
});

test('without an undo nothing is put back', async () => {
  const trial = await tryFault(step({ undo: undefined }), access, options);
  expect(trial.pieces[0]?.undo).toBeUndefined();
  expect(await trial.undo()).toEqual([]);
});

test('an undo that fails is residue', async () => {
  const trial = await tryFault(step({ undo: [node, '-e', 'process.exit(4)'] }), access, options);
  await expect(trial.undo()).rejects.toThrow(/4/);
});

test('an undo that says it is done and does nothing is not believed: the receipt is asked again', async () => {
  // Asked once, as when somebody waits for the end.
  const hurried = { ...access, hurry: AbortSignal.abort() };
  const trial = await tryFault(step({ undo: [node, '-e', ''] }), hurried, options);
  expect(trial.receipts).toEqual([{ landed: true, evidence: expect.any(String) }]);
  await expect(trial.undo()).rejects.toThrow(`the fault is still in place: ${node} ended with 0`);
});

test('a receipt that said yes before the fault is not asked after the undo', async () => {
  writeFileSync(join(folder, 'broken'), 'by somebody else');
  const trial = await tryFault(step({ undo: [node, '-e', ''] }), access, options);
  expect(await trial.undo()).toEqual([undefined]);
});

test('the process that does it is known before it can do anything', async () => {
  const trial = await tryFault(step(), access, { ...options, lies: true });
  const began: ProcessIdentity[] = [];
  await trial.pieces[0]?.inject(process => began.push(process));
  expect(began).toEqual([{ ...identifyProcess(process.pid), pid: expect.any(Number), startTicks: expect.any(String) }]);
  expect(began[0]?.pid).not.toBe(process.pid);
  await trial.undo();
});

test.each(['do', 'undo', 'receipt'] as const)(
  'a program that is not there is refused before anything is done: %s',
  async key => {
    expect((await tryFault(step({ [key]: ['no-such-program'] }), access, options)).refusal).toBe(
      'no-such-program is not on PATH',
    );
  },
);
