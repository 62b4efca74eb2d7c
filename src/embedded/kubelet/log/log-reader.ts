import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { LogOptions } from '../node-runtime.ts';
import type { ContainerLog } from './container-log.ts';

interface LogRecord {
  readonly time: string;
  readonly full: boolean;
  readonly text: Buffer;
}

/** What a container wrote, as `kubectl logs` asks for it; with `follow` until the container ends or the reader goes. */
export function readLog(log: ContainerLog, options: LogOptions): Readable {
  return Readable.from(chunks(log, options), { objectMode: false });
}

async function* chunks(log: ContainerLog, options: LogOptions): AsyncGenerator<Buffer> {
  const arriving = options.follow && !log.closed ? collect(log) : undefined;
  try {
    const sinceMs = sinceMsOf(options);
    const wanted = ({ time }: LogRecord) => Date.parse(time) >= sinceMs;
    let remaining = options.limitBytes ?? Number.POSITIVE_INFINITY;
    const cut = (record: LogRecord) => {
      const line = formatRecord(record, options.timestamps ?? false).subarray(0, remaining);
      remaining -= line.length;
      return line;
    };
    const written = (await readRecords(log.path, log.size)).filter(wanted);
    const tail =
      options.tailLines === undefined ? written : written.slice(Math.max(0, written.length - options.tailLines));
    const history = Buffer.concat(tail.map(cut));
    if (history.length > 0) yield history;
    for await (const record of arriving?.records ?? []) {
      if (remaining <= 0) return;
      if (wanted(record)) yield cut(record);
    }
  } finally {
    arriving?.stop();
  }
}

/** Keeps what is written from this moment on until it is asked for. */
function collect(log: ContainerLog): { records: AsyncIterable<LogRecord>; stop: () => void } {
  const stream = new Readable({ objectMode: true, read() {} });
  const unfollow = log.follow(record => stream.push(record === undefined ? null : parseRecord(record)));
  const stop = () => {
    unfollow();
    stream.destroy();
  };
  return { records: stream, stop };
}

async function readRecords(path: string, size: number): Promise<LogRecord[]> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  const records: LogRecord[] = [];
  for (let start = 0; start < bytesRead; ) {
    const end = buffer.indexOf(0x0a, start);
    if (end < 0) break;
    records.push(parseRecord(buffer.subarray(start, end + 1)));
    start = end + 1;
  }
  return records;
}

function parseRecord(record: Buffer): LogRecord {
  const timeEnd = record.indexOf(0x20);
  const tagStart = record.indexOf(0x20, timeEnd + 1) + 1;
  return {
    time: record.toString('latin1', 0, timeEnd),
    full: record[tagStart] === 'F'.charCodeAt(0),
    text: record.subarray(tagStart + 2, record.length - 1),
  };
}

function formatRecord({ time, full, text }: LogRecord, timestamps: boolean): Buffer {
  return Buffer.concat([Buffer.from(timestamps ? `${time} ` : ''), text, Buffer.from(full ? '\n' : '')]);
}

function sinceMsOf({ sinceSeconds, sinceTime }: LogOptions): number {
  if (sinceTime !== undefined) return Date.parse(sinceTime);
  return sinceSeconds === undefined ? Number.NEGATIVE_INFINITY : Date.now() - sinceSeconds * 1000;
}
