import { InfrastructureFailure } from '../../src/errors.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';

/** What happens at one of the changes that a fault makes, counted from 1. */
export interface Mishap {
  readonly at: number;
  /** `dies`: the gate is killed there, before or after the change took effect. `fails`: the change is refused, the gate goes on. */
  readonly how: 'dies-before' | 'dies-after' | 'fails';
}

/** The gate was killed: nothing that it does after this has any effect. */
export class Killed extends Error {}

/** Carries a change out, or meets it. Throws Killed, or InfrastructureFailure for one that is refused. */
export type Change = <T>(perform: () => Promise<T>) => Promise<T>;

/** Counts changes; the one that is meant meets the mishap. */
export function countChanges({ at, how }: Mishap) {
  let count = 0;
  let dead = false;
  const change: Change = async perform => {
    if (dead) throw new Killed();
    count++;
    if (count !== at) return await perform();
    if (how === 'fails') throw new InfrastructureFailure('refused by the test');
    dead = true;
    if (how === 'dies-after') await perform();
    throw new Killed();
  };
  const live = (): void => {
    if (dead) throw new Killed();
  };
  return { change, live, changes: () => count };
}

const changing: ReadonlySet<keyof KubernetesAccess['node']> = new Set([
  'signalContainer',
  'stopNode',
  'pauseNode',
  'startNode',
  'controlService',
  'stopComponent',
  'startComponent',
  'limitMachine',
  'execute',
]);

/** The cluster through which every change is counted. */
export function meetMishap(
  access: KubernetesAccess,
  { change, live }: Pick<ReturnType<typeof countChanges>, 'change' | 'live'>,
): KubernetesAccess {
  const node = new Proxy(access.node, {
    get(door, name: keyof KubernetesAccess['node']) {
      const operation = door[name];
      if (typeof operation !== 'function') return operation;
      const call = (...values: unknown[]) => (operation as (...all: unknown[]) => Promise<unknown>)(...values);
      if (name === 'refusal') return call;
      return async (...values: unknown[]) => {
        if (changing.has(name)) return await change(() => call(...values));
        live();
        return await call(...values);
      };
    },
  });
  return {
    ...access,
    node,
    async send(request) {
      if (request.method && request.method !== 'GET') return await change(() => access.send(request));
      live();
      return await access.send(request);
    },
  };
}
