import type { Controller, ControllerContext } from '../context.ts';
import type { EventRecorder } from '../event-recorder.ts';
import { isTerminating, type Node, type Pod, type Taint } from '../objects.ts';
import { isFinished, isReady } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { timestamp } from '../timestamps.ts';
import { disruptedZones } from './zones.ts';

const LEASES = 'kube-node-lease';
const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const CORDONED = 'node.kubernetes.io/unschedulable';
const CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;
const PRESSURE_TAINTS: Readonly<Record<string, string>> = {
  MemoryPressure: 'node.kubernetes.io/memory-pressure',
  DiskPressure: 'node.kubernetes.io/disk-pressure',
  PIDPressure: 'node.kubernetes.io/pid-pressure',
};

/**
 * Watches the nodes' leases: a node whose lease is not renewed in time becomes Unknown. A node that is not ready gets
 * its taints, and its pods are marked as not ready, so that they leave the endpoints.
 */
export const nodeLifecycleController: Controller = context => {
  const { informers, now, timings } = context;
  const nodes = informers('nodes');
  const podsOn = informers('pods').indexBy(pod => (pod.spec?.nodeName ? [pod.spec.nodeName] : []));
  const record = context.recorder('node-controller');
  /** By our own clock: when each node was last heard of, and by which time of renewal. */
  const heard = new Map<string, { readonly renewTime: string | undefined; readonly atMs: number }>();

  const queue = context.queue('node', name => {
    const node = nodes.get(undefined, name);
    if (!node) return;
    const silentInMs = (heard.get(name)?.atMs ?? now()) + timings.nodeLeaseMs - now();
    if (silentInMs > 0) queue.addAfter(name, silentInMs);
    const current = silentInMs > 0 ? node : (markUnknown(context, node) ?? node);
    updateTaints(context, current, disruptedZones(nodes.list()));
    if (isLost(current)) markPodsNotReady(context, record, podsOn(name));
  });

  informers('leases.coordination.k8s.io').onChange(({ after }) => {
    if (after?.metadata?.namespace !== LEASES) return;
    const { name } = after.metadata!;
    const renewTime = after.spec?.renewTime;
    if (heard.get(name!)?.renewTime === renewTime) return;
    heard.set(name!, { renewTime, atMs: now() });
    queue.add(name!);
  });
  nodes.onChange(({ before, after }) => {
    const name = (after ?? before)!.metadata!.name!;
    if (!after) {
      heard.delete(name);
      record(before, 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
      return;
    }
    // A status that its kubelet has posted counts as a sign of life as much as a lease does.
    const hasPosted = readiness(after) !== 'Unknown' && !semanticallyEqual(before && readyOf(before), readyOf(after));
    if (!before || hasPosted) heard.set(name, { renewTime: heard.get(name)?.renewTime, atMs: now() });
    if (!before) {
      record(after, 'Normal', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
    }
    const [was, is] = [before && readiness(before), readiness(after)];
    if (was === 'True' && isLost(after)) {
      record(after, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
    }
    // Whether evictions go on depends on how many nodes are lost.
    for (const node of was === is ? [after] : nodes.list()) queue.add(node.metadata!.name!);
  });
  informers('pods').onChange(({ after }) => {
    const node = after?.spec?.nodeName && nodes.get(undefined, after.spec.nodeName);
    if (node && isLost(node) && isReady(after!)) queue.add(node.metadata!.name!);
  });
};

function readyOf(node: Node) {
  return node.status?.conditions?.find(condition => condition.type === 'Ready');
}

/** undefined for a node whose kubelet has not said anything yet. */
function readiness(node: Node): string | undefined {
  return readyOf(node)?.status;
}

function isLost(node: Node): boolean {
  return readiness(node) === 'False' || readiness(node) === 'Unknown';
}

function markUnknown({ api, now }: ControllerContext, node: Node): Node | undefined {
  const time = timestamp(now());
  return api.mutateStatus('nodes', undefined, node.metadata!.name!, draft => {
    const before = draft.status?.conditions ?? [];
    const unknown = CONDITIONS.map(type => {
      const earlier = before.find(condition => condition.type === type);
      if (earlier?.status === 'Unknown') return earlier;
      return {
        type,
        status: 'Unknown',
        reason: earlier ? 'NodeStatusUnknown' : 'NodeStatusNeverUpdated',
        message: earlier ? 'Kubelet stopped posting node status.' : 'Kubelet never posted node status.',
        lastHeartbeatTime: earlier?.lastHeartbeatTime ?? draft.metadata!.creationTimestamp,
        lastTransitionTime: time,
      };
    });
    const others = before.filter(condition => !CONDITIONS.some(type => type === condition.type));
    draft.status = { ...draft.status, conditions: [...others, ...unknown] };
  });
}

/** Taints follow conditions: none new is scheduled onto a node that is not ready, and its pods are evicted unless too many nodes are lost at once. */
function updateTaints({ api, now }: ControllerContext, node: Node, disrupted: (node: Node) => boolean): void {
  const lost = isLost(node) ? (readiness(node) === 'False' ? NOT_READY : UNREACHABLE) : undefined;
  const wished: (readonly [key: string, effect: string])[] = [];
  if (node.spec?.unschedulable) wished.push([CORDONED, 'NoSchedule']);
  for (const [type, key] of Object.entries(PRESSURE_TAINTS)) {
    const isTrue = node.status?.conditions?.some(condition => condition.type === type && condition.status === 'True');
    if (isTrue) wished.push([key, 'NoSchedule']);
  }
  if (lost) wished.push([lost, 'NoSchedule']);
  if (lost && !disrupted(node)) wished.push([lost, 'NoExecute']);
  const ours = new Set([NOT_READY, UNREACHABLE, CORDONED, ...Object.values(PRESSURE_TAINTS)]);
  const before = node.spec?.taints ?? [];
  const kept = before.filter(
    taint =>
      !ours.has(taint.key) ||
      // Every node is created with this one, and nobody has said yet that it is ready.
      (taint.key === NOT_READY && readiness(node) === undefined) ||
      wished.some(([key, effect]) => key === taint.key && effect === taint.effect),
  );
  const timeAdded = timestamp(now());
  const added = wished
    .filter(([key, effect]) => !before.some(taint => taint.key === key && taint.effect === effect))
    .map(([key, effect]): Taint => ({ key, effect, timeAdded }));
  const taints = [...kept, ...added];
  if (semanticallyEqual(before, taints)) return;
  api.mutate('nodes', undefined, node.metadata!.name!, draft => {
    draft.spec = { ...draft.spec, taints };
  });
}

function markPodsNotReady({ api, now }: ControllerContext, record: EventRecorder, pods: readonly Pod[]): void {
  for (const pod of pods) {
    if (!isReady(pod) || isFinished(pod)) continue;
    api.mutateStatus('pods', pod.metadata!.namespace, pod.metadata!.name!, draft => {
      const ready = draft.status!.conditions!.find(condition => condition.type === 'Ready')!;
      ready.status = 'False';
      ready.lastTransitionTime = timestamp(now());
    });
    if (!isTerminating(pod)) record(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }
}
