import type { ServerResponse } from 'node:http';
import { ApiError } from '../cluster-api.ts';
import { failureStatus, internalError } from '../status/index.ts';

/** Answers with a JSON value. */
export function sendJson(
  response: ServerResponse,
  code: number,
  value: unknown,
  contentType = 'application/json',
): void {
  sendText(response, code, `${JSON.stringify(value)}\n`, contentType);
}

export function sendText(
  response: ServerResponse,
  code: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(code, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-cache, private',
  });
  response.end(text);
}

/** A Warning header as kubectl prints it. */
export function addWarning(response: ServerResponse, text: string): void {
  response.appendHeader('warning', `299 - ${JSON.stringify(text)}`);
}

/** Answers with the Status of a failure; one that is no ApiError is this server's own fault, and is said to be. */
export function sendFailure(response: ServerResponse, thrown: unknown): void {
  const error =
    thrown instanceof ApiError ? thrown : internalError(thrown instanceof Error ? thrown.message : String(thrown));
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = error.details?.retryAfterSeconds;
  if (typeof wait === 'number' && wait > 0) response.setHeader('retry-after', String(wait));
  sendJson(response, error.code, failureStatus(error));
}
