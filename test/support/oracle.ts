import { once } from 'node:events';
import { createServer } from 'node:http';

/** How a server of the test app behaves from one start to the next. */
export interface Behaviour {
  readonly status?: number;
  readonly body?: string;
  readonly latencyMs?: number;
  /** Accepts requests and never answers. */
  readonly hang?: boolean;
  /** Never passes its readiness probe. */
  readonly unready?: boolean;
  /** Ends with this code as soon as it starts. */
  readonly exit?: number;
}

/** Tells every start of a server of the test app how to behave: the n-th start in the cluster, counted from 0. */
export interface Oracle extends AsyncDisposable {
  readonly url: string;
  readonly starts: () => number;
}

/** It listens beside the pods' addresses, which have 127.0.0.1 for themselves. */
export async function openOracle(behave: (start: number) => Behaviour): Promise<Oracle> {
  let starts = 0;
  const server = createServer((_request, response) => response.end(JSON.stringify(behave(starts++))));
  server.listen(0, '127.77.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  return {
    url: `http://127.77.0.1:${address.port}`,
    starts: () => starts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
