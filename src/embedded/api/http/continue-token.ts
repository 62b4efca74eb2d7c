import { badRequest } from '../status/index.ts';
import { goJsonError } from './go-json-error.ts';

/** Where the next page of a list begins, and of which version the list is. */
export interface ContinueToken {
  readonly version: number;
  /** Of the last object of the page before. */
  readonly key: string;
}

const TOKEN_VERSION = 'meta.k8s.io/v1';
const PREFIX = 'invalid continue token: continue key is not valid';

export function writeContinueToken({ version, key }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: TOKEN_VERSION, rv: version, start: key })).toString('base64url');
}

/** @throws ApiError 400 for one that this server did not write */
export function readContinueToken(token: string): ContinueToken {
  const { v, rv, start } = parse(Buffer.from(token, 'base64url').toString('latin1'));
  if (v !== TOKEN_VERSION || typeof rv !== 'number' || typeof start !== 'string')
    throw badRequest(`${PREFIX}: server does not recognize this encoded version "${v ?? ''}"`);
  return { version: rv, key: Buffer.from(start, 'latin1').toString('utf8') };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`${PREFIX}: ${goJsonError(text, error as Error)}`);
  }
}
