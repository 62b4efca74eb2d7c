import { type Connection, exchange, type HttpAnswer } from './connection.ts';
import { valueAt } from './variables.ts';

const untilTimeoutMs = 20_000;

export interface WatchedPath {
  readonly watch: string;
  readonly accept?: string;
}

/** Hands on every event of a watch, until the server ends it or `signal` is aborted. */
export async function watchEvents(
  connection: Connection,
  { watch, accept = 'application/json' }: WatchedPath,
  signal: AbortSignal,
  onEvent: (event: any) => void,
): Promise<HttpAnswer> {
  let rest = '';
  return exchange(connection, { method: 'GET', path: watch, headers: { accept } }, signal, text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onEvent(JSON.parse(line));
  });
}

/** Watches one object until its fields (by dotted path) have the wanted values; false when the time is over first. */
export async function awaitState(
  connection: Connection,
  path: string,
  wanted: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const slash = path.lastIndexOf('/');
  const collection = `${path.slice(0, slash)}?watch=1&fieldSelector=metadata.name%3D${path.slice(slash + 1)}`;
  const done = new AbortController();
  const reached = (event: any) => Object.entries(wanted).every(([at, value]) => valueAt(event.object, at) === value);
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(untilTimeoutMs)]);
  await watchEvents(connection, { watch: collection }, signal, event => {
    if (reached(event)) done.abort();
  });
  return done.signal.aborted;
}
