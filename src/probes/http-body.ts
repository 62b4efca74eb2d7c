import type { Readable } from 'node:stream';
import { parseBodyPattern } from '../scenario/body-pattern.ts';
import type { HttpProbe } from '../scenario/suite.ts';

/** Of an answer's body, this much is looked at; the rest is read, because an answer has to be complete, and dropped. */
export const maxCheckedBytes = 1024 * 1024;

/** Says in one sentence what is wrong with a body, undefined when nothing is. */
export type BodyCheck = (body: string) => string | undefined;

/** What a spec asks of the body; undefined: nothing. */
export function compileBodyCheck(spec: Pick<HttpProbe, 'bodyContains' | 'bodyMatches'>): BodyCheck | undefined {
  const { bodyContains, bodyMatches } = spec;
  if (bodyContains === undefined && bodyMatches === undefined) return undefined;
  const pattern = bodyMatches === undefined ? undefined : parseBodyPattern(bodyMatches);
  return body => {
    if (bodyContains !== undefined && !body.includes(bodyContains))
      return `the body does not contain "${bodyContains}"`;
    if (pattern && !pattern.test(body)) return `the body does not match ${pattern}`;
    return undefined;
  };
}

/** Reads a body to its end and returns its checked part, or nothing of it. Rejects when the stream or the signal does. */
export async function readBody(stream: Readable, keep: boolean, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    const settle = (act: () => void) => (): void => {
      signal.removeEventListener('abort', onAbort);
      act();
    };
    stream.on('data', (chunk: Buffer) => {
      if (keep && bytes < maxCheckedBytes) chunks.push(chunk.subarray(0, maxCheckedBytes - bytes));
      bytes += chunk.length;
    });
    stream.once('end', settle(resolve));
    stream.once('error', error => settle(() => reject(error))());
    // A connection that is cut inside a body of announced length closes without an end.
    stream.once(
      'close',
      settle(() => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))),
    );
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  return Buffer.concat(chunks).toString();
}
