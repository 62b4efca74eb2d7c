import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder; removed when disposed. */
export interface Scratch extends Disposable {
  readonly path: string;
  write(name: string, text: string): void;
}

export function openScratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'chaos-gate-reports-'));
  return {
    path,
    write: (name, text) => writeFileSync(join(path, name), text),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
