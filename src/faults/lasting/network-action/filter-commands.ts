import type { NetworkActionStep, NetworkEffect } from '../../../scenario/suite.ts';
import type { UndoOperation } from '../../../undo/operation.ts';
import { inNamespace } from '../../sentinel/node-sentinel.ts';
import { relayProgram } from './delay-relay.ts';
import { disciplineOf, handleOf, isQueued } from './queueing-discipline.ts';
import type { TrafficFilter } from './traffic.ts';

/** Where a fault sits in the network namespace of a pod; every command about it comes from these names. */
export interface FilterPlace {
  readonly node: string;
  /** Name of the pod's network namespace on its node. */
  readonly namespace: string;
  /** Name of the fault's own iptables chain, and of its timer on the node. */
  readonly chain: string;
  readonly table: 'filter' | 'mangle' | 'nat';
  readonly hooks: readonly ('INPUT' | 'OUTPUT')[];
  /** Its packets are queued apart, by a queueing discipline of the interface. */
  readonly shapes: boolean;
  /** Instead of being queued, connections pass a relay that listens here. */
  readonly relayPort?: number;
}

type Argv = readonly string[];

const device = 'eth0';
const nameServerPort = '53';
const relayMark = 454;
const names = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** Puts a fault together; `relayPort` where there is no other way to make it late. Throws an Error for a name that is none. */
export function placeFilter(
  { effect, direction }: Pick<NetworkActionStep, 'effect' | 'direction'>,
  at: Pick<FilterPlace, 'node' | 'namespace' | 'chain' | 'relayPort'>,
): FilterPlace {
  for (const name of [at.namespace, at.chain]) if (!names.test(name)) throw new Error(`"${name}" is no name`);
  if (at.relayPort !== undefined) return { ...at, table: 'nat', hooks: ['OUTPUT'], shapes: false };
  const shapes = isQueued(effect);
  const hooks = [
    ...(direction === 'ingress' ? [] : ['OUTPUT' as const]),
    ...(direction === 'egress' ? [] : ['INPUT' as const]),
  ];
  return { ...at, table: shapes ? 'mangle' : 'filter', hooks, shapes };
}

/** Everything that puts the fault in place, in order; the jumps that arm it come last. Pure. */
export function installCommands(
  { effect, direction }: Pick<NetworkActionStep, 'effect' | 'direction'>,
  filters: readonly TrafficFilter[],
  place: FilterPlace,
  deadmanMs: number,
): Argv[] {
  const { chain, hooks } = place;
  const matches = matchesOf(effect, direction, filters);
  const rules =
    place.relayPort === undefined
      ? matches.flatMap(match => targetsOf(effect, match, shapedClass(chain)))
      : redirectionsTo(place.relayPort, matches);
  // Two rules that are the same would be two chances.
  const unique = [...new Map(rules.map(rule => [rule.join(' '), rule])).values()];
  return [
    timerCommand(place, deadmanMs),
    ...(place.relayPort !== undefined && effect.kind === 'delay' ? relayCommands(effect, place, deadmanMs) : []),
    tables(place, '-N', chain),
    ...unique.map(rule => tables(place, '-A', chain, ...rule)),
    ...(place.shapes ? shapingCommands(effect, place) : []),
    ...hooks.map(hook => tables(place, '-I', hook, '1', ...jump(hook, chain))),
  ];
}

/** Takes the fault away, whatever of it is there. Pure. */
export function undoCommands(place: FilterPlace): UndoOperation {
  const { node, chain, hooks, namespace } = place;
  const command = (argv: Argv, unless: Argv): UndoOperation => ({ kind: 'nodeCommand', node, argv, unless });
  const exists = tables(place, '-n', '-L', chain);
  const root = ['dev', device, 'root', 'handle', handleOf(chain)];
  const queue = (verb: 'change' | 'del') => [...inNamespace(namespace), 'tc', 'qdisc', verb, ...root];
  return {
    kind: 'sequence',
    // The last one is done first.
    operations: [
      command(['systemctl', 'stop', `${chain}.timer`], ['systemctl', 'is-active', '--quiet', `${chain}.timer`]),
      ...(place.relayPort === undefined
        ? []
        : [command(['systemctl', 'stop', relayUnit(place)], ['systemctl', 'is-active', '--quiet', relayUnit(place)])]),
      command(tables(place, '-X', chain), exists),
      command(tables(place, '-F', chain), exists),
      ...hooks.map(hook =>
        command(tables(place, '-D', hook, ...jump(hook, chain)), tables(place, '-C', hook, ...jump(hook, chain))),
      ),
      // A change of nothing succeeds where the root with this handle is, and fails where it is not, or another is.
      ...(place.shapes ? [command(queue('del'), queue('change'))] : []),
    ],
  };
}

/** Lists the chain with its counters. Pure. */
export function countersCommand(place: FilterPlace): Argv {
  return tables(place, '-n', '-v', '-x', '-L', place.chain);
}

/** The packets that a chain's rules have met, from what `countersCommand` printed. Pure. */
export function readCounters(listing: string): number {
  const lines = listing.split('\n').slice(2);
  return lines.reduce((sum, line) => sum + Number(/^\s*(\d+)\s+\d+\s/.exec(line)?.[1] ?? 0), 0);
}

/** On the node: empties the chain when nobody has taken the fault away until then; an empty chain does nothing. */
function timerCommand(place: FilterPlace, afterMs: number): Argv {
  const seconds = Math.ceil(afterMs / 1000);
  return [
    ...['systemd-run', '--quiet', '--collect', `--unit=${place.chain}`, `--on-active=${seconds}s`],
    '--timer-property=AccuracySec=1s',
    ...tables(place, '-F', place.chain),
  ];
}

function tables({ namespace, table }: FilterPlace, ...argv: string[]): Argv {
  return [...inNamespace(namespace), 'iptables', '-w', '5', '-t', table, ...argv];
}

/** What a pod sends to itself goes over `lo`, and is left alone. */
function jump(hook: 'INPUT' | 'OUTPUT', chain: string): string[] {
  return ['!', hook === 'INPUT' ? '-i' : '-o', 'lo', '-j', chain];
}

interface Match {
  readonly addresses: readonly string[];
  readonly port?: number;
}

function matchesOf(
  effect: NetworkEffect,
  direction: NetworkActionStep['direction'],
  filters: readonly TrafficFilter[],
): Match[] {
  if (effect.kind === 'dnsFailure' || effect.kind === 'dnsDelay') return [{ addresses: [] }];
  const sides = [...(direction === 'ingress' ? [] : ['-d']), ...(direction === 'egress' ? [] : ['-s'])];
  return filters.flatMap(({ addresses, ports = [undefined] }) =>
    sides.flatMap(side =>
      ports.map(port => ({
        addresses: addresses ? [side, addresses.join(',')] : [],
        ...(port !== undefined && { port }),
      })),
    ),
  );
}

function targetsOf(effect: NetworkEffect, { addresses, port }: Match, ownClass: string): string[][] {
  const classify = ['-j', 'CLASSIFY', '--set-class', ownClass];
  const reset = ['-j', 'REJECT', '--reject-with', 'tcp-reset'];
  const protocols = effect.kind === 'refuse' ? ['tcp'] : ['tcp', 'udp'];
  const ports = (target: string[]): string[][] =>
    port === undefined
      ? [[...addresses, ...(effect.kind === 'refuse' ? ['-p', 'tcp'] : []), ...target]]
      : protocols.flatMap(protocol =>
          // The server's end is where a packet goes to, or where it comes from.
          ['--dport', '--sport'].map(end => [...addresses, '-p', protocol, end, String(port), ...target]),
        );
  switch (effect.kind) {
    case 'loss':
      return ports(['-m', 'statistic', '--mode', 'random', '--probability', String(effect.share), '-j', 'DROP']);
    case 'partition':
      return ports(['-j', 'DROP']);
    case 'refuse':
      return ports(reset);
    case 'delay':
    case 'rate':
      return ports(classify);
    case 'dnsFailure':
      return [
        ['-p', 'udp', '--dport', nameServerPort, '-j', 'REJECT', '--reject-with', 'icmp-port-unreachable'],
        ['-p', 'tcp', '--dport', nameServerPort, ...reset],
      ];
    case 'dnsDelay':
      return ['udp', 'tcp'].map(protocol => ['-p', protocol, '--dport', nameServerPort, ...classify]);
  }
}

function relayUnit({ chain }: FilterPlace): string {
  return `${chain}-relay.service`;
}

/** Started before anything leads to it; systemd ends it with the timer, should nobody else. */
function relayCommands(
  effect: Extract<NetworkEffect, { kind: 'delay' }>,
  place: FilterPlace,
  deadmanMs: number,
): Argv[] {
  const seconds = Math.ceil(deadmanMs / 1000);
  // systemd reads `$$` as a dollar sign, and what follows a single one as a variable.
  const numbers = [place.relayPort ?? 0, effect.delayMs, effect.jitterMs, relayMark].map(String);
  return [
    [
      ...['systemd-run', '--quiet', '--collect', `--unit=${relayUnit(place)}`],
      ...['--property=TimeoutStopSec=3', `--property=RuntimeMaxSec=${seconds}`],
      ...[...inNamespace(place.namespace), 'perl', '-e', relayProgram.replaceAll('$', '$$$$'), ...numbers],
    ],
    ['systemctl', 'is-active', '--quiet', relayUnit(place)],
  ];
}

/** Connections that the pod opens; those of the relay itself bear its mark. */
function redirectionsTo(relayPort: number, matches: readonly Match[]): string[][] {
  const own = ['-m', 'mark', '--mark', String(relayMark), '-j', 'RETURN'];
  const redirect = ['-j', 'REDIRECT', '--to-ports', String(relayPort)];
  return [
    own,
    ...matches.map(({ addresses, port }) => [
      ...addresses,
      ...['-p', 'tcp', ...(port === undefined ? [] : ['--dport', String(port)])],
      ...redirect,
    ]),
  ];
}

/** A class of its own for the packets that are meant; the others pass as ever. */
function shapingCommands(effect: NetworkEffect, { namespace, chain }: FilterPlace): Argv[] {
  const tc = (what: 'qdisc' | 'class', ...argv: string[]) => {
    return [...inNamespace(namespace), 'tc', what, 'add', 'dev', device, ...argv];
  };
  const [handle, own] = [handleOf(chain), shapedClass(chain)];
  return [
    tc('qdisc', 'root', 'handle', handle, 'htb'),
    tc('class', 'parent', handle, 'classid', own, 'htb', 'rate', '100gbit', 'quantum', '60000'),
    tc('qdisc', 'parent', own, ...disciplineOf(effect)),
  ];
}

function shapedClass(chain: string): string {
  return `${handleOf(chain)}10`;
}
