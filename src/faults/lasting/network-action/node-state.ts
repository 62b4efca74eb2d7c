import type { V1Pod } from '@kubernetes/client-node';
import { inNamespace } from '../../sentinel/node-sentinel.ts';
import type { PreflightContext } from '../lasting-fault.ts';
import { nameOf } from './disturbance.ts';
import { findNamespace } from './pod-namespace.ts';

/** The rules and queueing disciplines of the pods' network namespaces, by pod: what a fault might leave there. */
export async function readFilterState(
  pods: readonly V1Pod[],
  { kubernetes, signal }: PreflightContext,
): Promise<ReadonlyMap<string, string>> {
  const { node: door } = kubernetes;
  const state = new Map<string, string>();
  for (const pod of pods) {
    const node = pod.spec?.nodeName ?? '';
    const found = await findNamespace(pod, door, signal);
    if ('missing' in found) continue;
    const read = async (...argv: string[]) =>
      (await door.execute(node, [...inNamespace(found.name), ...argv], signal)).stdout;
    const rules = [await read('iptables-save'), await read('tc', 'qdisc', 'show')].join('\n');
    state.set(`network of pod ${nameOf(pod)}`, withoutCounters(rules));
  }
  return state;
}

/** Dates, counters and tables that were merely looked at are no difference. Pure. */
export function withoutCounters(rules: string): string {
  return rules
    .split('\n')
    .map(line => line.replace(/\s*\[\d+:\d+\]\s*/g, ' ').trim())
    .filter(line => line !== '' && !/^(#|\*|COMMIT|:(INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING) ACCEPT)/.test(line))
    .join('\n');
}
