import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type LogStream = 'stdout' | 'stderr';

/**
 * One run of a container on disk, in the format of the container runtime interface: time, stream, `F` for a full line
 * and `P` for a part of one, text. Written synchronously, so that the file is whole whenever somebody reads it.
 */
export interface ContainerLog {
  readonly path: string;
  /** Bytes in the file now. */
  readonly size: number;
  readonly closed: boolean;
  write(stream: LogStream, chunk: Buffer): void;
  close(): void;
  /** Removes the files of a log that is closed. */
  remove(): void;
  /** Calls `listener` with every record that is written from now on, and with undefined at the end. Returns the way out. */
  follow(listener: (record: Buffer | undefined) => void): () => void;
}

/** kubelet's containerLogMaxSize; what was before stays beside it as `.1`. */
const ROTATE_AT_BYTES = 10 * 2 ** 20;
/** Longer lines are cut into parts, as container runtimes do. */
const MAX_LINE_BYTES = 16 * 2 ** 10;
const NEWLINE = 0x0a;

export function createContainerLog(path: string): ContainerLog {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a');
  let size = fstatSync(file).size;
  let closed = false;
  const unfinished: Record<LogStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const listeners = new Set<(record: Buffer | undefined) => void>();

  const append = (stream: LogStream, tag: 'F' | 'P', text: Buffer) => {
    const record = Buffer.concat([
      Buffer.from(`${new Date().toISOString()} ${stream} ${tag} `),
      text,
      Buffer.of(NEWLINE),
    ]);
    writeSync(file, record);
    size += record.length;
    for (const listener of listeners) listener(record);
    if (size < ROTATE_AT_BYTES) return;
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a');
    size = 0;
  };

  return {
    path,
    get size() {
      return size;
    },
    get closed() {
      return closed;
    },
    write(stream, chunk) {
      if (closed) return;
      let rest = Buffer.concat([unfinished[stream], chunk]);
      for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
        append(stream, 'F', rest.subarray(0, end));
        rest = rest.subarray(end + 1);
      }
      while (rest.length > MAX_LINE_BYTES) {
        append(stream, 'P', rest.subarray(0, MAX_LINE_BYTES));
        rest = rest.subarray(MAX_LINE_BYTES);
      }
      unfinished[stream] = rest;
    },
    close() {
      if (closed) return;
      for (const stream of ['stdout', 'stderr'] as const)
        if (unfinished[stream].length > 0) append(stream, 'P', unfinished[stream]);
      closed = true;
      closeSync(file);
      for (const listener of listeners) listener(undefined);
      listeners.clear();
    },
    remove() {
      for (const file of [path, `${path}.1`]) rmSync(file, { force: true });
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
