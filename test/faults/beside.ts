import type { NodeDoor } from '../../src/cluster/cluster.ts';
import { InfrastructureFailure } from '../../src/errors.ts';
import { serveAlertmanager } from '../powerfulseal/alertmanager-server.ts';
import { serveHttp } from '../probes/servers.ts';
import type { Change } from './mishap.ts';

/** Something that a fault changes beside the cluster. */
export interface Beside extends AsyncDisposable {
  /** From now on changes go through this; undefined: they are carried out as they come. */
  meet(change: Change | undefined): void;
  state(): unknown;
  /** What of the nodes it stands for. */
  readonly door?: Partial<NodeDoor>;
}

/** An Alertmanager; `url` is of its API. */
export async function openAlertmanager(): Promise<Beside & { readonly url: string }> {
  const alertmanager = await serveAlertmanager();
  return {
    url: alertmanager.url,
    meet(change) {
      alertmanager.around = change ?? (perform => perform());
    },
    state: () => alertmanager.silences.filter(({ status }) => status.state === 'active').map(({ comment }) => comment),
    [Symbol.asyncDispose]: () => alertmanager[Symbol.asyncDispose](),
  };
}

/** A switch that programs of this machine turn: `POST /on`, `POST /off`. */
export async function openSwitch(): Promise<Beside & { readonly url: string }> {
  let on = false;
  let around: Change = perform => perform();
  const server = await serveHttp(async ({ url }, response) => {
    try {
      await around(async () => {
        on = url === '/on';
      });
    } catch (error) {
      if (!(error instanceof InfrastructureFailure)) return response.destroy();
      response.statusCode = 500;
    }
    return response.end();
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    meet(change) {
      around = change ?? (perform => perform());
    },
    state: () => on,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Machines that have limits and files, as far as the gate asks them: the embedded cluster's nodes have none. */
export function openMachines(): Beside {
  const limits = new Map<string, object>();
  const files = new Map<string, string>();
  const none = { processors: null, memoryBytes: null };
  return {
    meet() {},
    state: () => ({
      limits: [...limits].filter(([, each]) => JSON.stringify(each) !== JSON.stringify(none)),
      files: [...files.keys()],
    }),
    door: {
      async limitMachine(node, asked) {
        limits.set(node, { ...none, ...limits.get(node), ...asked });
      },
      execute: async (node, argv) => executeOn(node, argv, { ...none, ...limits.get(node) }, files),
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** The programs by which limits are read, and profiles written and removed; each file is `NODE:PATH`. */
function executeOn(
  node: string,
  argv: readonly string[],
  limits: { readonly processors: number | null; readonly memoryBytes: number | null },
  files: Map<string, string>,
): Awaited<ReturnType<NodeDoor['execute']>> {
  const [program, ...rest] = argv;
  const place = `${node}:${rest.at(-1)}`;
  const answer = (status: number, stdout = '') => ({ status, stdout, stderr: '' });
  switch (program) {
    case 'grep': {
      const quota = limits.processors === null ? 'max' : limits.processors * 1e5;
      return answer(2, `/cpu.max:${quota} 100000\n/memory.max:${limits.memoryBytes ?? 'max'}\n`);
    }
    case 'test':
      return answer(files.has(place) === (rest[0] !== '!') ? 0 : 1);
    case 'mkdir':
      files.set(place, '');
      return answer(0);
    case 'perl': {
      const [path, text = ''] = rest.slice(-2);
      files.set(`${node}:${path}`, text);
      return answer(0);
    }
    case 'cat':
      return answer(files.has(place) ? 0 : 1, files.get(place));
    case 'rm':
    case 'rmdir':
      files.delete(place);
      return answer(0);
    default:
      // Whatever would prove the fault: nothing does, and the step goes on to its end all the same.
      return answer(1);
  }
}
