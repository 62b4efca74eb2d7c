import type { WatchAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { normaliseObject } from './normalise.ts';
import { answerRaw } from './raw-request.ts';
import type { WatchRequest } from './requests/request.ts';
import { expand, namedValues, type Variables } from './variables.ts';
import { watchEvents } from './watch-events.ts';

const watchTimeoutMs = 15_000;

/** Opens a watch, sends the requests of `during`, and returns the events in their order, normalised. */
export async function answerWatch(
  connection: Connection,
  asked: WatchRequest,
  variables: Variables,
): Promise<WatchAnswer> {
  const request = expand(asked, variables);
  const events: unknown[] = [];
  const during: number[] = [];
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(watchTimeoutMs)]);
  const sendAll = async () => {
    for (const one of request.during ?? []) during.push((await answerRaw(connection, one, variables)).status);
  };
  const watching = watchEvents(connection, request, signal, event => {
    if (done.signal.aborted) return;
    events.push(normaliseObject(event, namedValues(variables)));
    if (events.length === request.events) done.abort();
  });
  const [{ status }] = await Promise.all([watching, sendAll()]);
  return { status, events, during };
}
