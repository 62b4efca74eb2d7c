import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import type { Harm } from '../../src/experiment/blast-radius.ts';
import { runStep } from '../../src/experiment/steps/index.ts';
import type { StepContext, StepOutcome } from '../../src/experiment/steps/step.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { Step } from '../../src/scenario/suite.ts';
import { openUndoJournal, type UndoEntry } from '../../src/undo/undo-journal.ts';
import { type UndoOutcome, undoPending } from '../../src/undo/undo-pending.ts';
import { scenarioOf } from '../faults/crash-points.ts';
import { findKubectlPath } from '../support/kubectl.ts';

/** The real one, by its path; undefined: there is none on this machine. */
export const kubectl = findKubectlPath()
  ?.split(':')
  .map(folder => join(folder, 'kubectl'))
  .find(path => existsSync(path));

export interface KubectlTrial extends Disposable {
  /** Runs a `kubectl` step, with the real kubectl unless it names another. Rejects when it was killed. */
  run(step: { readonly action: string; readonly payload: unknown } & Record<string, unknown>): Promise<StepOutcome>;
  /** Names of the pods that steps have counted as hit, and of those that go. */
  readonly claimed: { readonly hit: string[]; readonly removed: string[] };
  /** What the undo journal on the disk has left to do. */
  pending(): readonly UndoEntry[];
  /** Undoes that, as another process would. */
  undo(): Promise<UndoOutcome[]>;
  /** An executable in the place of kubectl; `$KUBECTL` is the real one. Returns its path. */
  writeKubectl(script: string): string;
}

/** `killedAfter`: so many entries are written, then the gate is gone, before kubectl starts. */
export function openKubectlTrial(
  kubernetes: KubernetesAccess,
  options: { readonly killedAfter?: number; readonly legacy?: boolean } = {},
): KubectlTrial {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-kubectl-'));
  const file = join(directory, 'undo.ndjson');
  let faults = 0;
  const claimed = { hit: [] as string[], removed: [] as string[] };
  return {
    claimed,
    async run({ payload, ...wish }) {
      const text = typeof payload === 'string' ? payload : writePayload(payload);
      const { scenario, step } = scenarioOf({ kubectl: { kubectlBinary: kubectl, ...wish, payload: text } });
      const stop = new AbortController();
      let written = 0;
      using journal = openUndoJournal(file);
      const context = {
        scenario,
        experiment: 0,
        index: 0,
        legacy: options.legacy ?? false,
        kubernetes,
        undoJournal: {
          ...journal,
          write(line: Parameters<typeof journal.write>[0]) {
            journal.write(line);
            if (++written === options.killedAfter) stop.abort(new Error('killed'));
          },
        },
        signal: stop.signal,
        async claim(pods: readonly V1Pod[], harm?: Harm) {
          for (const { metadata } of pods) claimed[harm === 'removes' ? 'removed' : 'hit'].push(metadata?.name ?? '');
        },
        claimNamespaces: () => {},
        nextFaultId: () => `e0-f${++faults}`,
      } as unknown as StepContext;
      return await runStep(step as Step, context);
    },
    pending() {
      using journal = openUndoJournal(file);
      return journal.pending();
    },
    async undo() {
      using journal = openUndoJournal(file);
      return await undoPending(journal, kubernetes);
    },
    writeKubectl(script) {
      const path = join(directory, 'kubectl');
      writeFileSync(path, `#!/bin/sh\nKUBECTL='${kubectl}'\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
}

/** A manifest of one object or several. */
export function writePayload(objects: unknown): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [objects].flat() });
}
