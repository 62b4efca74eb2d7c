import { badRequest } from '../status/index.ts';

/** exec, attach and port-forward without an upgrade of the connection. */
export function needsUpgrade(): never {
  throw badRequest('Upgrade request required');
}
