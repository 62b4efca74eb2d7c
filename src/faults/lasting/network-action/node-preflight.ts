import type { V1Pod } from '@kubernetes/client-node';
import type { NetworkActionStep, NetworkEffect } from '../../../scenario/suite.ts';
import { inNamespace } from '../../sentinel/node-sentinel.ts';
import type { PreflightContext } from '../lasting-fault.ts';
import { nameOf } from './disturbance.ts';
import type { Peers } from './peers.ts';
import { findNamespace } from './pod-namespace.ts';
import { disciplineOf, foreignRoot, isQueued } from './queueing-discipline.ts';

/** Why the nodes of a real cluster cannot disturb these pods' network, and what would do; undefined: they can. */
export async function refuseFilters(
  step: NetworkActionStep,
  pods: readonly V1Pod[],
  peers: Peers,
  context: PreflightContext,
): Promise<string | undefined> {
  const { kubernetes, signal } = context;
  const closed = kubernetes.node.refusal('execute');
  if (closed) return closed;
  const { effect, direction } = step;
  const shapes = effect.kind === 'delay' || effect.kind === 'rate';
  if (shapes && direction !== 'egress')
    return `what arrives at a pod cannot be made late or slow there: choose its peers, with direction egress`;
  if (peers.divided.length > 0)
    return `Service ${peers.divided.join(', ')} leads to some of the peers and to other pods, which cannot be told apart on the way out of a pod: choose all of its pods`;
  const namespaces = new Map<V1Pod, string>();
  for (const pod of pods) {
    if (pod.spec?.hostNetwork) return `pod ${nameOf(pod)} shares its node's network: the whole node would be hit`;
    if (pod.status?.podIP?.includes(':')) return `pod ${nameOf(pod)} has an IPv6 address, and faults are put on IPv4`;
    const namespace = await findNamespace(pod, kubernetes.node, signal);
    if ('missing' in namespace) return namespace.missing;
    namespaces.set(pod, namespace.name);
  }
  const nodes = Map.groupBy(pods, pod => pod.spec?.nodeName ?? '');
  for (const [node, own] of nodes) {
    const lack = await findLack(trialsOf(effect), node, context);
    if (lack && (effect.kind !== 'delay' || (await findLack(relayTrials, node, context)))) return lack;
    if (lack || !isQueued(effect)) continue;
    for (const pod of own) {
      const taken = await refuseQueue(pod, namespaces.get(pod) ?? '', context);
      if (taken) return taken;
    }
  }
  return undefined;
}

/** Why the packets of a pod cannot be queued: somebody does already, and would be displaced; undefined: nobody does. */
export async function refuseQueue(
  pod: V1Pod,
  namespace: string,
  { kubernetes, signal }: PreflightContext,
): Promise<string | undefined> {
  const argv = [...inNamespace(namespace), 'tc', 'qdisc', 'show', 'dev', 'eth0'];
  const root = foreignRoot((await kubernetes.node.execute(pod.spec?.nodeName ?? '', argv, signal)).stdout);
  const why = `what pod ${nameOf(pod)} sends is queued already, by ${root} on its interface`;
  return root && `${why}: delay and rate have it to themselves, one at a time for each pod`;
}

/** Whether packets have to be made late by a relay, because the node's kernel cannot queue them so long. */
export async function needsRelay(effect: NetworkEffect, node: string, context: PreflightContext): Promise<boolean> {
  return effect.kind === 'delay' && (await findLack(trialsOf(effect), node, context)) !== undefined;
}

/** What the first trial that fails on a node says; undefined: all work. */
async function findLack(
  trials: readonly Trial[],
  node: string,
  { kubernetes, signal }: PreflightContext,
): Promise<string | undefined> {
  for (const { argv, lacks } of trials) {
    const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
    const said = stderr.trim().split('\n')[0] ?? '';
    if (status !== 0) return `node ${node} ${lacks}${said && ` (${said})`}`;
  }
  return undefined;
}

interface Trial {
  readonly argv: readonly string[];
  /** The end of a sentence that begins with the node: what is missing, what would do. */
  readonly lacks: string;
}

const redirect = ['-t', 'nat', '-A', 'OUTPUT', '-p', 'tcp', '-m', 'mark', '!', '--mark', '1', '-j', 'REDIRECT'];
const relayTrials: readonly Trial[] = [
  { argv: ['perl', '-MSocket', '-e', '1'], lacks: 'has no Perl, in which the relay is written' },
  { argv: ['unshare', '--net', 'iptables', '-w', '5', ...redirect], lacks: 'has no iptables target `REDIRECT`' },
];

/** Tried in a network namespace that is gone with its only process: nothing is changed. */
function trialsOf(effect: NetworkEffect): Trial[] {
  const tables = (...argv: string[]) => ['unshare', '--net', 'iptables', '-w', '5', ...argv];
  const reject = ['-A', 'OUTPUT', '-p', 'tcp', '-j', 'REJECT', '--reject-with', 'tcp-reset'];
  const statistic = ['-A', 'OUTPUT', '-m', 'statistic', '--mode', 'random', '--probability', '0.5', '-j', 'DROP'];
  const classify = ['-t', 'mangle', '-A', 'OUTPUT', '-j', 'CLASSIFY', '--set-class', '1:10'];
  const queue = (...discipline: string[]) => [
    'unshare',
    '--net',
    'tc',
    'qdisc',
    'add',
    'dev',
    'lo',
    'root',
    ...discipline,
  ];
  const tools: Trial[] = [
    { argv: ['curl', '--version'], lacks: 'has no curl, with which the effect would be measured' },
    { argv: ['systemd-run', '--version'], lacks: 'has no systemd, whose timer takes a fault back that the gate left' },
  ];
  switch (effect.kind) {
    case 'loss':
      return [
        ...tools,
        { argv: tables(...statistic), lacks: 'has no iptables match `statistic`, which loses packets' },
      ];
    case 'partition':
      return [...tools, { argv: tables('-A', 'OUTPUT', '-j', 'DROP'), lacks: 'has no iptables' }];
    case 'refuse':
    case 'dnsFailure':
      return [...tools, { argv: tables(...reject), lacks: 'has no iptables target `REJECT`' }];
    default: {
      const wanted = disciplineOf(effect);
      const instead =
        effect.kind === 'delay' ? ': `dependencyAction: { latency: … }` delays what a Service answers, without it' : '';
      return [
        ...tools,
        { argv: queue(...wanted), lacks: `has no kernel module sch_${wanted[0]}${instead}` },
        { argv: queue('handle', '1:', 'htb'), lacks: 'has no kernel module sch_htb' },
        { argv: tables(...classify), lacks: 'has no iptables target `CLASSIFY`' },
      ];
    }
  }
}
