import { randomBytes } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import type { DependencyActionStep, DependencyEffect } from '../../../scenario/suite.ts';
import { openEmbeddedSentinel } from '../../sentinel/embedded-sentinel.ts';
import type { Sentinel, SentinelTarget } from '../../sentinel/sentinel.ts';
import type { LastingFaultContext, PreparedFault } from '../lasting-fault.ts';
import { seeAppTraffic } from '../network-action/app-traffic.ts';
import { deadmanMs, nameOf } from '../network-action/disturbance.ts';
import { countMet, type EmbeddedRule, nodeAddresses, putRules, removeRules } from '../network-action/embedded-rules.ts';
import type { Dependency } from './dependency.ts';
import { burstForService, judgeService } from './evidence.ts';

/** What rules on addresses cannot do, and what would. */
export function refuseRules({ effects, toxicity }: DependencyActionStep): string | undefined {
  const where = 'the embedded network has no Toxiproxy, and its own rules cannot';
  if (effects.some(({ kind }) => kind === 'slicer')) return `${where} cut answers into pieces: use kind`;
  if (toxicity < 1) return `${where} leave some connections alone: use toxicity 1, or kind`;
  if (effects.some(effect => 'afterMs' in effect && effect.afterMs > 0))
    return `${where} wait before they cut a connection off: leave out \`after\`, or use kind`;
  return undefined;
}

/** Disturbs what a Service's pods answer on its port, by the embedded network's rules. Reads, changes nothing. */
export async function prepareServiceRules(
  effect: DependencyEffect,
  step: DependencyActionStep,
  dependency: Dependency,
  context: LastingFaultContext,
): Promise<Omit<PreparedFault, 'targets' | 'parameters'>> {
  const { kubernetes, signal } = context;
  const nodes = await nodeAddresses(kubernetes, signal);
  const rules = rulesFor(effect, dependency, nodes);
  const ids = rules.map(({ id }) => id);
  const way = findCaller(dependency, context);
  const burst = burstForService(effect, step.toxicity);
  const control = openEmbeddedSentinel(kubernetes, 'a node', nodes[0] ?? '');
  const look = async ({ from, to }: NonNullable<typeof way>) => {
    const [attempts, others] = await Promise.all([from.send(to, burst, signal), control.send(to, burst, signal)]);
    return { attempts, control: others };
  };
  const before = way && (await look(way));
  return {
    mechanism: "the embedded network's rules",
    undo: { description: `let Service ${dependency.label} answer as before`, operation: removeRules(ids) },
    inject: () => putRules(rules, deadmanMs(step.durationMs), kubernetes, signal),
    async prove(over) {
      if (!way || !before)
        return { landed: false, evidence: 'there is no other pod from which a sentinel could call it' };
      const met = () => countMet(ids, kubernetes, signal);
      const metBefore = await met();
      const during = await look(way);
      const moved = (await met()) - metBefore;
      if (over.aborted) return { landed: false, evidence: 'the fault ended before it could be measured' };
      const { landed, evidence } = judgeService(effect, step.toxicity, before, during);
      const counters = `the fault's counters moved by ${moved}`;
      const proof = { landed: landed && moved > 0, evidence: `from ${way.from.place}: ${evidence}; ${counters}` };
      return await seeAppTraffic(proof, met, over, context);
    },
  };
}

/** On the pods' port, whoever calls; the nodes' own look at them is none of the Service's callers. */
function rulesFor(effect: DependencyEffect, { endpoints }: Dependency, nodes: readonly string[]): EmbeddedRule[] {
  const name = `cg-${randomBytes(6).toString('hex')}`;
  const byPort = Map.groupBy(endpoints, ({ port }) => port);
  return [...byPort].flatMap(([port, ends], index) => {
    const servers = ends.map(({ address }) => address);
    const common = { port, spared: nodes, effect: ruleEffect(effect) };
    const answers = { id: `${name}-${index}`, from: servers, only: 'answers' as const, ...common };
    const requests = { id: `${name}-${index}-up`, to: servers, only: 'requests' as const, ...common };
    return effect.kind === 'bandwidth' ? [answers, requests] : [answers];
  });
}

/** As Toxiproxy does it: connections open at once, what is answered on them is late. */
function ruleEffect(effect: DependencyEffect): object {
  if (effect.kind === 'latency')
    return { kind: 'delay', delayMs: effect.delayMs, jitterMs: effect.jitterMs, handshake: false };
  if (effect.kind === 'bandwidth') return { kind: 'rate', bytesPerSecond: effect.bitsPerSecond / 8 };
  return { kind: effect.kind === 'reset' ? 'reset' : 'drop' };
}

/** A pod that calls the Service as others do; where all pods are behind it, one that calls another. */
function findCaller(
  { clusterIP, port, endpoints, pods, others }: Dependency,
  { kubernetes }: LastingFaultContext,
): { readonly from: Sentinel; readonly to: SentinelTarget } | undefined {
  const at = (pod: V1Pod) => openEmbeddedSentinel(kubernetes, `pod ${nameOf(pod)}`, pod.status?.podIP ?? '');
  const [outside] = others;
  if (outside) return { from: at(outside), to: { address: clusterIP, port } };
  const [one, another] = pods;
  const to = endpoints.find(({ address }) => address === another?.status?.podIP);
  return one && to ? { from: at(one), to } : undefined;
}
