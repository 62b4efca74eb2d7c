import { randomUUID } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { readJson } from '../../../kubernetes/connect.ts';
import { parseQuantity } from '../../../scenario/quantity.ts';
import type { CpuLoad, MemoryLoad } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { type NodeUnit, startUnit, stopUnit } from '../node-unit.ts';
import { type TargetedContainer, targetedContainers } from '../targeted-container.ts';
import { mebibytes } from './mebibytes.ts';
import { joinedBusyProgram, joinedMemoryProgram } from './programs.ts';
import { measureUsage, type UsageGrowth } from './usage.ts';

const pollMs = 300;
const mostMs = 3_600_000;
/** Of the load that was asked for, over what the container used anyway. */
const leastShareOfCpu = 0.25;
const leastShareOfMemory = 0.8;
/** Over the limit by so much, whatever the container frees meanwhile. */
const excess = 1.5;

/** A process of the node that is put into the container's cgroups: what it uses counts against the container's limits. */
export async function prepareInside(
  load: CpuLoad | MemoryLoad,
  targets: Targets,
  durationMs: number | undefined,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const containers = targetedContainers(targets, { name: load.container });
  return await Promise.all(containers.map(container => prepareOne(load, container, durationMs, context)));
}

async function prepareOne(
  load: CpuLoad | MemoryLoad,
  container: TargetedContainer,
  durationMs: number | undefined,
  context: LastingFaultContext,
): Promise<PreparedFault> {
  const { reference, label, target } = container;
  const before = await measureUsage(reference, undefined, context);
  const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
  const { node } = reference;
  const file = `/run/${name}.memory`;
  const asked = load.kind === 'memory' ? askedBytes(load, container, before?.memoryBytes ?? 0) : load.workers;
  const argvOf = (pid: number): string[] =>
    load.kind === 'memory'
      ? ['perl', '-e', joinedMemoryProgram, String(pid), file, String(asked)]
      : ['perl', '-e', joinedBusyProgram, String(pid), String(asked)];
  return {
    targets: [target],
    undo: { description: `end the load inside ${label}`, operation: stopUnit({ node, name }) },
    mechanism: "a process in the container's cgroups",
    parameters: load.kind === 'memory' ? { bytes: asked } : { workers: asked },
    async inject() {
      if (asked === 0) return;
      const found = await context.kubernetes.node.containerState(reference, context.signal);
      if (found.state === 'ended') return;
      const files = load.kind === 'memory' ? [file] : [];
      const unit: NodeUnit = { node, name, argv: argvOf(found.pid), files, mostMs: (durationMs ?? mostMs) + 60_000 };
      await startUnit(unit, context.kubernetes, context.signal);
    },
    async prove(over) {
      if (asked === 0 && before)
        return {
          landed: false,
          evidence: `${label} uses ${mebibytes(before.memoryBytes)} already, which is more than was asked for`,
        };
      return load.kind === 'memory' && 'over' in load.amount
        ? await proveOutOfMemory(container, over, context)
        : await proveUsage(load, asked, container, before, over, context);
    },
  };
}

/** A share of the limit counts what the container uses already. */
function askedBytes({ amount }: MemoryLoad, { pod, name }: TargetedContainer, usedBytes: number): number {
  if ('bytes' in amount) return amount.bytes;
  const limit =
    parseQuantity(pod.spec?.containers.find(each => each.name === name)?.resources?.limits?.memory ?? '') ?? 0;
  return 'share' in amount ? Math.max(0, Math.floor(limit * amount.share) - usedBytes) : Math.floor(limit * excess);
}

async function proveUsage(
  load: CpuLoad | MemoryLoad,
  asked: number,
  { reference, label }: TargetedContainer,
  before: UsageGrowth | undefined,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const deadline = context.now() + context.receiptTimeoutMs;
  let evidence = `${label} has ended`;
  do {
    const growth = before && (await measureUsage(reference, over, context));
    const found = growth && judge(load, asked, before, growth, label);
    if (found?.landed) return found;
    if (found) evidence = found.evidence;
    await context.sleep(pollMs);
  } while (!over.aborted && context.now() < deadline);
  return { landed: false, evidence };
}

/** A container that its limit holds back where it did not before cannot use more, whatever was asked for. */
function judge(
  load: CpuLoad | MemoryLoad,
  asked: number,
  before: UsageGrowth,
  now: UsageGrowth,
  label: string,
): Receipt {
  if (load.kind === 'memory')
    return {
      landed: now.memoryBytes - before.memoryBytes >= asked * leastShareOfMemory,
      evidence: `${label} used ${mebibytes(before.memoryBytes)}, uses ${mebibytes(now.memoryBytes)}`,
    };
  const isHeldBack = now.throttledPeriods > before.throttledPeriods;
  const throttled = isHeldBack ? `, held back in ${now.throttledPeriods} periods of 100 ms` : '';
  return {
    landed: isHeldBack || now.cpuShare - before.cpuShare >= asked * leastShareOfCpu,
    evidence: `${label} used ${before.cpuShare.toFixed(2)} processors, uses ${now.cpuShare.toFixed(2)}${throttled}`,
  };
}

/** The kubelet says of this very container that it ran out of memory. */
async function proveOutOfMemory(
  { pod, name, reference, label }: TargetedContainer,
  over: AbortSignal,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: LastingFaultContext,
): Promise<Receipt> {
  const { namespace = '', name: podName = '' } = pod.metadata ?? {};
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(podName)}`;
  const deadline = now() + receiptTimeoutMs;
  for (;;) {
    const { status } = await readJson<V1Pod>(kubernetes, { path, asking: `pod ${namespace}/${podName}`, signal });
    const found = status?.containerStatuses?.find(each => each.name === name);
    const ends = [found?.state?.terminated, found?.lastState?.terminated];
    const end = ends.find(each => each?.containerID === reference.containerId);
    if (end?.reason === 'OOMKilled')
      return { landed: true, evidence: `${label} was OOMKilled, restart count ${found?.restartCount}` };
    if (end) return { landed: false, evidence: `${label} ended, but not of its memory: ${end.reason}` };
    if (over.aborted || now() >= deadline) return { landed: false, evidence: `${label} was not OOMKilled` };
    await sleep(pollMs);
  }
}
