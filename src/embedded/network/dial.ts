import type { Socket } from 'node:net';
import { connectFrom } from './outgoing.ts';
import { arrive } from './relay.ts';
import type { Routes } from './routes.ts';

/** Connects as `client` (a visible address) does, through the rules, from the socket address `source`. */
export type Dial = (
  client: string,
  source: string,
  to: { readonly address: string; readonly port: number },
  signal?: AbortSignal,
) => Promise<Socket>;

const failures = { refuse: 'ECONNREFUSED', timeout: 'ETIMEDOUT' } as const;

/** `sourceFor` says from where an address can be reached at all; undefined: the kernel chooses. */
export function createDial(routes: Routes, sourceFor: (source: string, address: string) => string | undefined): Dial {
  return async (client, source, to, signal) => {
    const arrived = await arrive(
      again => routes.connect(client, again?.address ?? to.address, again?.port ?? to.port),
      () => signal ?? new AbortController().signal,
    );
    if (typeof arrived !== 'string')
      return await connectFrom(sourceFor(source, arrived.address), arrived.address, arrived.port, { signal });
    const code = failures[arrived];
    throw Object.assign(new Error(`connect ${code} ${to.address}:${to.port}`), { code, ...to });
  };
}
