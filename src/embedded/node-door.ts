import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:os';
import { json } from 'node:stream/consumers';
import { ApiError, type ExtraRoute } from './api/index.ts';
import type { ControlPlane } from './control-plane/index.ts';
import { type BuildableImageStore, UnsupportedImage } from './images/index.ts';
import type { NodeRuntime } from './kubelet/index.ts';

/** What the gate asks of the nodes, past the Kubernetes API: one entry for each method and path. */
interface DoorOperation {
  readonly method: string;
  readonly path: RegExp;
  run(match: readonly string[], body: any): unknown;
}

/**
 * The door to the virtual nodes, beside the Kubernetes API and under its certificate and token:
 *
 *   GET  /nodes/NODE/containers/ID          is its first process running
 *   GET  /nodes/NODE/containers/ID/usage    what its processes have used
 *   POST /nodes/NODE/containers/ID/signal   { signal: "SIGKILL" }
 *   GET  /nodes/NODE                        is the virtual machine running, paused or stopped
 *   POST /nodes/NODE/stop                   { how: "kill" | "pause" }
 *   POST /nodes/NODE/start
 *   GET  /nodes/NODE/kubelet                which start of its kubelet goes on, if it runs
 *   POST /nodes/NODE/kubelet/VERB           stop, start or restart
 *   GET  /nodes/NODE/components/NAME        does that component of the control plane run
 *   POST /nodes/NODE/components/NAME/stop   { backAfterMs }: it comes back by itself after that
 *   POST /nodes/NODE/components/NAME/start
 *   POST /images                            { image, build? }
 */
export function nodeDoor(runtime: NodeRuntime, images: BuildableImageStore, controlPlane: ControlPlane): ExtraRoute {
  const operations: readonly DoorOperation[] = [
    ...componentOperations(controlPlane),
    {
      method: 'GET',
      path: /^\/nodes\/([^/]+)\/containers\/([^/]+)$/,
      run: ([node, id]) => runtime.process(node!, id!),
    },
    {
      method: 'GET',
      path: /^\/nodes\/([^/]+)\/containers\/([^/]+)\/usage$/,
      run: ([node, id]) => ({ usage: runtime.usage(node!, id!) }),
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/containers\/([^/]+)\/signal$/,
      run: ([node, id], body) => ({ result: runtime.signal(node!, id!, signalName(body?.signal)) }),
    },
    {
      method: 'GET',
      path: /^\/nodes\/([^/]+)$/,
      run: ([node]) => ({ state: runtime.nodeState(node!) }),
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/stop$/,
      run([node], body) {
        if (body?.how !== 'kill' && body?.how !== 'pause') throw badRequest(`how: expected "kill" or "pause"`);
        runtime.stopNode(node!, body.how);
        return {};
      },
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/start$/,
      run([node]) {
        runtime.startNode(node!);
        return {};
      },
    },
    {
      method: 'GET',
      path: /^\/nodes\/([^/]+)\/kubelet$/,
      run: ([node]) => ({ run: runtime.kubeletRun(node!) }),
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/kubelet\/(stop|start|restart)$/,
      run([node, verb]) {
        runtime.controlKubelet(node!, verb as 'stop' | 'start' | 'restart');
        return {};
      },
    },
    { method: 'POST', path: /^\/images$/, run: (_match, body) => addImage(images, body) },
  ];
  return {
    prefix: '/chaos-gate/v1',
    async handle(request: IncomingMessage, response: ServerResponse, path: string) {
      for (const operation of operations) {
        const match = operation.method === request.method ? operation.path.exec(path) : null;
        if (!match) continue;
        const body = request.method === 'POST' ? await readJson(request) : undefined;
        const answer = await operation.run(match.slice(1).map(decodeURIComponent), body);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        return;
      }
      throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
    },
  };
}

/** The longest that a component is left stopped: a day. */
const longestMs = 24 * 3_600_000;

function componentOperations(controlPlane: ControlPlane): DoorOperation[] {
  return [
    {
      method: 'GET',
      path: /^\/nodes\/([^/]+)\/components\/([^/]+)$/,
      run: ([node, name]) => ({ running: controlPlane.isRunning(node!, name!) }),
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/components\/([^/]+)\/stop$/,
      async run([node, name], body) {
        const backAfterMs = body?.backAfterMs;
        if (!Number.isInteger(backAfterMs) || backAfterMs < 1 || backAfterMs > longestMs)
          throw badRequest('backAfterMs: expected milliseconds, at most a day');
        await controlPlane.stop(node!, name!, backAfterMs);
        return {};
      },
    },
    {
      method: 'POST',
      path: /^\/nodes\/([^/]+)\/components\/([^/]+)\/start$/,
      run: async ([node, name]) => ({ result: await controlPlane.start(node!, name!) }),
    },
  ];
}

async function addImage(images: BuildableImageStore, body: any): Promise<object> {
  if (typeof body?.image !== 'string') throw badRequest('image: expected the name of an image');
  try {
    if (typeof body.build === 'string') await images.addImage({ image: body.image, build: body.build });
    const { imageId } = images.resolve(body.image);
    return { imageId };
  } catch (error) {
    if (error instanceof UnsupportedImage) throw badRequest(error.message);
    throw error;
  }
}

function signalName(signal: unknown): NodeJS.Signals {
  if (typeof signal === 'string' && signal in constants.signals) return signal as NodeJS.Signals;
  throw badRequest(`signal: expected the name of a signal, found ${JSON.stringify(signal)}`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    return await json(request);
  } catch {
    return undefined;
  }
}

function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}
