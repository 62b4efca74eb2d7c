import type { NetworkRule, NetworkRules } from './cluster-network.ts';

/** One rule with what it did so far. */
export interface ActiveRule {
  readonly rule: NetworkRule;
  connections: number;
  bytes: number;
  /** Of a rate: when the line is free again, on the monotonic clock. */
  busyUntilMs: number;
}

/** The two ends of a connection, by their visible addresses; `port` is the server's. */
export interface ConnectionEnds {
  readonly client: string;
  readonly server: string;
  readonly port: number;
}

export interface RuleTable extends NetworkRules {
  readonly size: number;
  /** Rules on what travels from the client to the server. */
  forward(ends: ConnectionEnds): ActiveRule[];
  /** Rules on what travels back. */
  backward(ends: ConnectionEnds): ActiveRule[];
  /** Rules on the names that a client looks up. */
  naming(client: string): ActiveRule[];
  /** What everybody who connects to this server port meets, whoever it is. */
  entrance(server: string, port: number): Entrance;
}

/** How a listening port looks to a stranger. */
export type Entrance = 'accept' | 'refuse' | 'hang';

/** Keeps the rules in the order they came; `onChange` is called after each change. */
export function createRuleTable(onChange: () => void): RuleTable {
  const active = new Map<string, ActiveRule>();

  const match = (from: string, to: string, port: number, way: NetworkRule['only']): ActiveRule[] => {
    // What a pod sends to itself never leaves it.
    if (active.size === 0 || from === to) return [];
    return [...active.values()].filter(
      ({ rule }) =>
        !isOnNames(rule) &&
        (rule.only === undefined || rule.only === way) &&
        !rule.spared?.includes(from) &&
        !rule.spared?.includes(to) &&
        (rule.from === undefined || rule.from.includes(from)) &&
        (rule.to === undefined || rule.to.includes(to)) &&
        (rule.port === undefined || rule.port === port),
    );
  };

  return {
    get size() {
      return active.size;
    },
    add(rule) {
      if (active.has(rule.id)) throw new Error(`there is already a network rule ${rule.id}`);
      active.set(rule.id, { rule, connections: 0, bytes: 0, busyUntilMs: 0 });
      onChange();
    },
    remove(id) {
      const removed = active.delete(id);
      if (removed) onChange();
      return removed;
    },
    list: () => [...active.values()].map(({ rule, connections, bytes }) => ({ ...rule, connections, bytes })),
    forward: ends => match(ends.client, ends.server, ends.port, 'requests'),
    backward: ends => match(ends.server, ends.client, ends.port, 'answers'),
    naming: client =>
      [...active.values()].filter(
        ({ rule }) => isOnNames(rule) && (rule.from === undefined || rule.from.includes(client)),
      ),
    entrance(server, port) {
      const blocking = [...active.values()].filter(({ rule }) => coversEverybody(rule, server, port));
      if (blocking.some(({ rule }) => rule.effect.kind === 'drop')) return 'hang';
      if (blocking.some(({ rule }) => rule.effect.kind === 'reset')) return 'refuse';
      return 'accept';
    },
  };
}

function isOnNames({ effect }: NetworkRule): boolean {
  return effect.kind === 'name-failure' || effect.kind === 'name-delay';
}

/** A connection needs both directions: a rule on what everybody sends or on everything that is answered meets them all. */
function coversEverybody(rule: NetworkRule, server: string, port: number): boolean {
  if (rule.spared || isOnNames(rule) || (rule.port !== undefined && rule.port !== port)) return false;
  const onRequests = rule.from === undefined && (rule.to === undefined || rule.to.includes(server));
  const onAnswers = rule.to === undefined && rule.from !== undefined && rule.from.includes(server);
  return onRequests || onAnswers;
}
