import { catalogue } from '../../src/faults/catalogue.ts';
import { listFixtures, type WrittenScenario } from './fixture-scenarios.ts';

/** The scenario files that together ask for every fault of the catalogue. */
export const catalogueFixtures = [...listFixtures('faults'), 'network/amplification-sweep.yml'];

const counters = /the fault's counters moved by [1-9]\d*$/;
const throughToxiproxy = /^Toxiproxy says that it has .+; from node \S+ through Service /;
const shows = /shows the \S+/;
const down = /; the API calls it NotReady after|; its lease has not been renewed for/;
const restarted = /was .+, is .+/;

/** What the receipt of each fault of the catalogue says on kind: the words of its second source. */
export const seenOnKind: Readonly<Record<string, RegExp>> = {
  'podAction.kill': /ended.*; the pod \S+ is gone, ReplicaSet \S+ made /,
  'podAction.killContainer': /^1 × SIGKILL ended the process of .+restart/,
  'podAction.stopHost': down,
  'processAction.pause': /; port 8080 answered before and does not now|; it was ready and is not now/,
  'processAction.syscall':
    /^[1-9]\d* calls of close by .+ failed with EIO; the kernel names process \d+ as its tracer$/,
  'processAction.http': /its body contains "slow"$/,
  'networkAction.delay': counters,
  'networkAction.loss': counters,
  'networkAction.rate': counters,
  'networkAction.partition': counters,
  'networkAction.refuse': counters,
  'networkAction.dns': counters,
  'dependencyAction.latency': throughToxiproxy,
  'dependencyAction.sweep': throughToxiproxy,
  'dependencyAction.reset': throughToxiproxy,
  'dependencyAction.timeout': throughToxiproxy,
  'dependencyAction.slicer': throughToxiproxy,
  'dependencyAction.bandwidth': throughToxiproxy,
  'stressAction.cpu': /^the pod on \S+ used [\d.]+ of 1 processors|processors, uses [\d.]+/,
  'stressAction.memory': /^the pod on \S+ holds |, uses |was OOMKilled, restart count \d/,
  'stressAction.disk': /^volume \S+ of \S+ held .+, holds .+ of /,
  'stressAction.io': /^the pod on \S+ wrote and synced /,
  'objectAction.scale': shows,
  'objectAction.restart': shows,
  'objectAction.labels': shows,
  'objectAction.selector': shows,
  'objectAction.data': shows,
  'objectAction.image': shows,
  'objectAction.limits': /shows the limits.*; the cgroup of /,
  'objectAction.taint': shows,
  'objectAction.patch': shows,
  'nodeAction.stop': down,
  'nodeAction.start': / is Ready, [\d.]+ s after its start$/,
  'nodeAction.pause': down,
  'nodeAction.restartKubelet': restarted,
  'nodeAction.stopKubelet': down,
  'nodeAction.restartRuntime': restarted,
  'nodeAction.execute': /^\S+ ended with 0 on .+\(its effect was not looked at\)$/,
  'nodeAction.cordon': / is unschedulable, as the API shows it$/,
  'nodeAction.drain': /^[1-9]\d* pods were evicted from \S+ and are gone after /,
  'nodeAction.limits': /^the cgroup of \S+ has /,
  'controlPlaneAction.stop': / does not answer on .+; |^the [1-9]\d* pods of \S+ are gone$/,
  'controlPlaneAction.slow': /^the kernel held .+ back in [1-9]\d* periods/,
  clone:
    /; the kernel has 1 filter on .+; its runtime answers connect with ECONNREFUSED; node works in .+ and fails in the clone$/,
  commandAction: /^kubectl ended with 0/,
};

/** The keys of the catalogue that a scenario asks for, one for each fault of its steps. */
export function keysOf({ steps }: WrittenScenario): string[] {
  return steps.flatMap(keysOfStep);
}

/** The key of a fault as the verdict has it: faults on pods and nodes go by their action, those that last by their step. */
export function keyOfFault(
  { steps }: WrittenScenario,
  fault: { readonly step: number; readonly kind: string },
): string {
  const [kind = ''] = Object.keys(steps[fault.step] ?? {});
  return fault.kind === kind ? (keysOfStep(steps[fault.step] ?? {})[0] ?? kind) : `${kind}.${fault.kind}`;
}

function keysOfStep(step: WrittenScenario['steps'][number]): string[] {
  return Object.entries(step).flatMap(([kind, body]) => {
    const parts = Array.isArray(body.actions) ? (body.actions as object[]) : [body];
    const words = parts.flatMap(part => Object.keys(part));
    const keys = words.map(word => `${kind}.${word}`).filter(isFault);
    return isFault(kind) ? [kind] : keys;
  });
}

function isFault(key: string): boolean {
  return catalogue.some(entry => entry.key === key);
}
