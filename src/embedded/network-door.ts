import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv4 } from 'node:net';
import { json } from 'node:stream/consumers';
import { ApiError, type ExtraRoute } from './api/index.ts';
import type { NetworkRule, NetworkRules } from './network/cluster-network.ts';

/**
 * The door to the embedded network's faults, under the Kubernetes API's certificate and token:
 *
 *   GET    /rules       every rule with what it met so far
 *   PUT    /rules/ID    { from?, to?, port?, effect }: replaces a rule of that name
 *   DELETE /rules/ID    { removed: whether there was one }
 */
export function networkDoor(rules: NetworkRules): ExtraRoute {
  return {
    prefix: '/chaos-gate/v1/network',
    async handle(request: IncomingMessage, response: ServerResponse, path: string) {
      const answer = await answerTo(rules, request, path);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    },
  };
}

async function answerTo(rules: NetworkRules, request: IncomingMessage, path: string): Promise<object> {
  if (request.method === 'GET' && path === '/rules') return { rules: rules.list() };
  const id = /^\/rules\/([a-z0-9-]{1,63})$/.exec(path)?.[1];
  if (id && request.method === 'DELETE') return { removed: rules.remove(id) };
  if (id && request.method === 'PUT') {
    const rule = readRule(id, await json(request).catch(() => undefined));
    rules.remove(id);
    rules.add(rule);
    return rule;
  }
  throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
}

function readRule(id: string, body: any): NetworkRule {
  const addresses = (name: 'from' | 'to'): readonly string[] | undefined => {
    const found = body?.[name];
    if (found === undefined) return undefined;
    if (Array.isArray(found) && found.length > 0 && found.every(isIPv4)) return found;
    throw badRequest(`${name}: expected a list of IPv4 addresses`);
  };
  const port = body?.port;
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw badRequest('port: expected 1 to 65535');
  return { id, from: addresses('from'), to: addresses('to'), port, effect: readEffect(body?.effect) };
}

function readEffect(effect: any): NetworkRule['effect'] {
  const number = (name: string, isRight: (value: number) => boolean, expected: string): number => {
    if (typeof effect[name] === 'number' && isRight(effect[name])) return effect[name];
    throw badRequest(`effect.${name}: expected ${expected}`);
  };
  const isDuration = (value: number) => value >= 0 && value <= 3_600_000;
  switch (effect?.kind) {
    case 'delay': {
      const jitterMs =
        effect.jitterMs === undefined ? 0 : number('jitterMs', isDuration, 'milliseconds, at most an hour');
      return { kind: 'delay', delayMs: number('delayMs', isDuration, 'milliseconds, at most an hour'), jitterMs };
    }
    case 'rate':
      return { kind: 'rate', bytesPerSecond: number('bytesPerSecond', value => value > 0, 'a number above 0') };
    case 'loss':
      return { kind: 'loss', share: number('share', value => value >= 0 && value <= 1, 'a share from 0 to 1') };
    case 'drop':
    case 'reset':
      return { kind: effect.kind };
    default:
      throw badRequest('effect.kind: expected delay, rate, loss, drop or reset');
  }
}

function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}
