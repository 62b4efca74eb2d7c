import { existsSync, readFileSync } from 'node:fs';
import type { Folder } from '../support/gate.ts';

/** The undo journal of a run whose own cluster is deleted, with one entry that is not ticked off, and what else it says. */
export function journalWith(operation: object, ...more: readonly object[]): string {
  const identity = { provider: 'embedded', name: 'embedded', kubeconfig: '/nowhere/kubeconfig', created: true };
  const lines = [
    { type: 'cluster', identity, keep: false },
    { type: 'undo', id: 'e0-f1', experiment: 0, description: 'x', operation },
    { type: 'done', id: 'cluster' },
    ...more,
  ];
  return lines.map(line => `${JSON.stringify(line)}\n`).join('');
}

/** An undo by a program of this machine that leaves a line in `heard`, after a while. */
export function noteIn(folder: Folder, ms = 0): object {
  const note = `setTimeout(() => fs.appendFileSync(${JSON.stringify(`${folder.path}/heard`)}, 'undone\\n'), ${ms})`;
  return { kind: 'runCommand', argv: [process.execPath, '-e', note], environment: {} };
}

/** The lines that were left. */
export const heard = (folder: Folder) =>
  existsSync(`${folder.path}/heard`) ? readFileSync(`${folder.path}/heard`, 'utf8') : '';
