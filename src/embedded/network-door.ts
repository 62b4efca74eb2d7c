import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv4 } from 'node:net';
import { json } from 'node:stream/consumers';
import { ApiError, type ExtraRoute } from './api/index.ts';
import type { ClusterNetwork } from './network/cluster-network.ts';
import { badRequest, readRule } from './network-rule.ts';
import { attemptRequest } from './network-sentinel.ts';

/** The longest that a rule lasts without being put again, and the most that one question may ask for. */
const longestMs = 24 * 3_600_000;
const mostAttempts = 1_000;
const mostBytes = 12_000;
const longestAttemptMs = 60_000;

type DoorNetwork = Pick<ClusterNetwork, 'rules' | 'connectAs' | 'lookUpAs'>;

/**
 * The door to the embedded network's faults, under the Kubernetes API's certificate and token:
 *
 *   GET    /rules       every rule with what it met so far
 *   PUT    /rules/ID    { from?, to?, port?, spared?, effect, forMs? }: replaces a rule of that name; it goes by itself after `forMs`
 *   DELETE /rules/ID    { removed: whether there was one }
 *   POST   /sentinel    { from, to, port, attempts, together, timeoutMs, bytes? }: requests from a pod's or node's address, and what became of each
 *   POST   /lookup      { from, name }: looks a name up as a pod does
 */
export function networkDoor(network: DoorNetwork): ExtraRoute {
  const timers = new Map<string, NodeJS.Timeout>();
  const remove = (id: string): boolean => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    return network.rules.remove(id);
  };
  const put = (id: string, body: any): object => {
    const rule = readRule(id, body);
    const forMs = body?.forMs;
    if (forMs !== undefined && !inRange(forMs, 1, longestMs))
      throw badRequest('forMs: expected milliseconds, at most a day');
    remove(id);
    network.rules.add(rule);
    if (forMs !== undefined) timers.set(id, setTimeout(() => remove(id), forMs).unref());
    return rule;
  };
  const answer = async (method: string | undefined, path: string, body: any): Promise<object> => {
    if (method === 'GET' && path === '/rules') return { rules: network.rules.list() };
    if (method === 'POST' && path === '/sentinel') return { attempts: await sendSentinel(network, body) };
    if (method === 'POST' && path === '/lookup') return await lookUp(network, body);
    const id = /^\/rules\/([a-z0-9-]{1,63})$/.exec(path)?.[1];
    if (id && method === 'DELETE') return { removed: remove(id) };
    if (id && method === 'PUT') return put(id, body);
    throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
  };
  return {
    prefix: '/chaos-gate/v1/network',
    async handle(request: IncomingMessage, response: ServerResponse, path: string) {
      const hasBody = request.method === 'PUT' || request.method === 'POST';
      const body = hasBody ? await json(request).catch(() => undefined) : undefined;
      const answered = await answer(request.method, path, body);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    },
  };
}

async function sendSentinel(network: DoorNetwork, body: any): Promise<object[]> {
  const { from, to, port, attempts, together, timeoutMs, bytes = 0 } = body ?? {};
  if (!isIPv4(from) || !isIPv4(to)) throw badRequest('from, to: expected IPv4 addresses');
  if (!inRange(port, 1, 65_535)) throw badRequest('port: expected 1 to 65535');
  if (!inRange(attempts, 1, mostAttempts)) throw badRequest(`attempts: expected 1 to ${mostAttempts}`);
  if (!inRange(timeoutMs, 1, longestAttemptMs)) throw badRequest('timeoutMs: expected milliseconds, at most a minute');
  if (!inRange(bytes, 0, mostBytes)) throw badRequest(`bytes: expected 0 to ${mostBytes}`);
  const connect = (signal: AbortSignal) => network.connectAs(from, to, port, signal);
  const attempt = () => attemptRequest(connect, { timeoutMs, bytes });
  if (together) return await Promise.all(Array.from({ length: attempts }, attempt));
  const found: object[] = [];
  while (found.length < attempts) found.push(await attempt());
  return found;
}

async function lookUp(network: DoorNetwork, body: any): Promise<object> {
  const { from, name } = body ?? {};
  if (!isIPv4(from)) throw badRequest('from: expected an IPv4 address');
  if (typeof name !== 'string' || name.length > 253) throw badRequest('name: expected a name');
  const start = performance.now();
  const outcome = await network.lookUpAs(from, name);
  return { outcome, ms: performance.now() - start };
}

function inRange(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
