import type { Answer, RawAnswer, WatchAnswer } from './answer.ts';
import { type Connection, exchange, type HttpAnswer } from './connection.ts';
import { normaliseObject, normaliseText } from './normalise.ts';
import { projections } from './projections.ts';
import type { RawRequest, WatchRequest } from './requests/request.ts';
import { expand, type Variables, valueAt } from './variables.ts';

const comparedHeaders = ['content-type', 'warning', 'retry-after', 'allow', 'location'];
const answerTimeoutMs = 15_000;
const untilTimeoutMs = 45_000;

const named = (variables: Variables) => ({
  namespace: variables.get('namespace') ?? '',
  node: variables.get('node') ?? '',
});

const parsed = (text: string): any => {
  try {
    return JSON.parse(text);
  } catch {
    // Not every answer is JSON (/healthz, a body the server could not read): compared as text then.
    return text;
  }
};

/** Sends a raw request (after waiting for `until`), captures variables, and returns the normalised answer. */
export async function answerRaw(connection: Connection, asked: RawRequest, variables: Variables): Promise<RawAnswer> {
  const request = expand(asked, variables);
  const reached = request.until === undefined || (await awaitState(connection, request.path, request.until));
  const answer = await send(connection, request);
  const body = parsed(answer.body);
  for (const [name, path] of Object.entries(request.capture ?? {})) variables.set(name, String(valueAt(body, path)));
  const projected = request.project && answer.status < 300 ? projections[request.project]!(body) : body;
  return {
    status: answer.status,
    headers: headersOf(answer, variables),
    body: normaliseObject(projected, named(variables), request.managedFields),
    ...(!reached && { waited: 'in vain' }),
  };
}

function headersOf(answer: HttpAnswer, variables: Variables): Record<string, string> {
  const present = comparedHeaders.filter(name => answer.headers[name] !== undefined);
  return Object.fromEntries(present.map(name => [name, normaliseText(String(answer.headers[name]), named(variables))]));
}

function send(connection: Connection, request: RawRequest, signal = AbortSignal.timeout(answerTimeoutMs)) {
  const { body, as } = request;
  return exchange(
    connection,
    {
      method: request.method,
      path: request.path,
      authenticated: as === undefined,
      headers: {
        accept: request.accept ?? 'application/json',
        ...(body !== undefined && { 'content-type': request.contentType ?? 'application/json' }),
        ...(as?.token && { authorization: `Bearer ${as.token}` }),
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    },
    signal,
  );
}

/** Watches one object until its fields have the wanted values, or the time is over: its GET then shows how it is. */
async function awaitState(
  connection: Connection,
  path: string,
  wanted: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const slash = path.lastIndexOf('/');
  const collection = `${path.slice(0, slash)}?watch=1&fieldSelector=metadata.name%3D${path.slice(slash + 1)}`;
  const done = new AbortController();
  const reached = (event: any) => Object.entries(wanted).every(([at, value]) => valueAt(event.object, at) === value);
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(untilTimeoutMs)]);
  await watchEvents(connection, { title: path, watch: collection }, signal, event => {
    if (reached(event)) done.abort();
  });
  return done.signal.aborted;
}

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
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(answerTimeoutMs)]);
  const watching = watchEvents(connection, request, signal, event => {
    if (done.signal.aborted) return;
    events.push(normaliseObject(event, named(variables)));
    if (events.length === request.events) done.abort();
  });
  for (const one of request.during ?? []) during.push((await answerRaw(connection, one, variables)).status);
  const { status } = await watching;
  return { status, events, during };
}

async function watchEvents(
  connection: Connection,
  request: WatchRequest,
  signal: AbortSignal,
  onEvent: (event: any) => void,
): Promise<HttpAnswer> {
  let rest = '';
  return exchange(
    connection,
    { method: 'GET', path: request.watch, headers: { accept: request.accept ?? 'application/json' } },
    signal,
    text => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') onEvent(parsed(line));
    },
  );
}

/** The answer of a request that got none. */
export const noAnswer = (error: unknown): Answer => ({
  failed: error instanceof Error ? error.message : String(error),
});
