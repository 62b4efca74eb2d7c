import type { RawAnswer } from './answer.ts';
import { type Connection, exchange, type HttpAnswer } from './connection.ts';
import { normaliseObject, normaliseText } from './normalise.ts';
import { projections } from './projections.ts';
import type { RawRequest } from './requests/request.ts';
import { expand, namedValues, type Variables, valueAt } from './variables.ts';
import { awaitState } from './watch-events.ts';

const comparedHeaders = ['content-type', 'warning', 'retry-after', 'allow', 'location'];
const answerTimeoutMs = 15_000;

const parsed = (text: string): any => {
  try {
    return JSON.parse(text);
  } catch {
    // Not every answer is JSON (/healthz, a log): compared as text then.
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
    body: normaliseObject(projected, namedValues(variables), request.managedFields),
    ...(!reached && { waited: 'in vain' }),
  };
}

function headersOf(answer: HttpAnswer, variables: Variables): Record<string, string> {
  const present = comparedHeaders.filter(name => answer.headers[name] !== undefined);
  return Object.fromEntries(
    present.map(name => [name, normaliseText(String(answer.headers[name]), namedValues(variables))]),
  );
}

function send(connection: Connection, request: RawRequest): Promise<HttpAnswer> {
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
    AbortSignal.timeout(answerTimeoutMs),
  );
}
