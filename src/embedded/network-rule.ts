import { isIPv4 } from 'node:net';
import { ApiError } from './api/index.ts';
import type { NetworkRule } from './network/cluster-network.ts';

/** Reads the body of `PUT /rules/ID`. Throws ApiError 400 for one that is no rule. */
export function readRule(id: string, body: any): NetworkRule {
  const addresses = (name: 'from' | 'to' | 'spared'): readonly string[] | undefined => {
    const found = body?.[name];
    if (found === undefined) return undefined;
    if (Array.isArray(found) && found.length > 0 && found.every(isIPv4)) return found;
    throw badRequest(`${name}: expected a list of IPv4 addresses`);
  };
  const port = body?.port;
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw badRequest('port: expected 1 to 65535');
  return {
    id,
    from: addresses('from'),
    to: addresses('to'),
    port,
    only: readOnly(body?.only),
    spared: addresses('spared'),
    effect: readEffect(body?.effect),
  };
}

function readOnly(found: unknown): NetworkRule['only'] {
  if (found === undefined || found === 'requests' || found === 'answers') return found;
  throw badRequest('only: expected requests or answers');
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
      const delayMs = number('delayMs', isDuration, 'milliseconds, at most an hour');
      return { kind: 'delay', delayMs, jitterMs, handshake: effect.handshake !== false };
    }
    case 'rate':
      return { kind: 'rate', bytesPerSecond: number('bytesPerSecond', value => value > 0, 'a number above 0') };
    case 'loss':
      return { kind: 'loss', share: number('share', value => value >= 0 && value <= 1, 'a share from 0 to 1') };
    case 'drop':
    case 'reset':
    case 'name-failure':
      return { kind: effect.kind };
    case 'name-delay':
      return { kind: 'name-delay', delayMs: number('delayMs', isDuration, 'milliseconds, at most an hour') };
    default:
      throw badRequest('effect.kind: expected delay, rate, loss, drop, reset, name-failure or name-delay');
  }
}

/** What a client of the door is told of a body that is wrong. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}
