import { randomUUID } from 'node:crypto';
import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { readJson } from '../../../kubernetes/connect.ts';
import { partOfGate } from '../../../kubernetes/gate-label.ts';
import { readNode } from '../../../kubernetes/nodes.ts';
import { parseQuantity } from '../../../scenario/quantity.ts';
import type { CpuLoad, IoLoad, MemoryLoad } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { nodesOf } from '../targeted-container.ts';
import { mebibytes } from './mebibytes.ts';
import { busyProgram, memoryProgram, writingProgram } from './programs.ts';
import { measureUsage, type UsageGrowth } from './usage.ts';

type Load = CpuLoad | MemoryLoad | IoLoad;

const pollMs = 200;
/** A pod of the gate's has no requests, so that those of its neighbours protect them: it may get less than it asks for. */
const leastShareOfCpu = 0.25;
const leastShareOfMemory = 0.9;

/** A pod of the gate's on each node of the targets, which competes with them as any neighbour would. */
export function prepareBeside(
  load: Load,
  image: string,
  targets: Targets,
  context: LastingFaultContext,
): PreparedFault[] {
  return nodesOf(targets).map(node => {
    const namespace = targets.pods.find(pod => pod.spec?.nodeName === node)?.metadata?.namespace ?? 'default';
    const name = `chaos-gate-stress-${randomUUID().slice(0, 8)}`;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${name}`;
    return {
      targets: [{ kind: 'Node', name: node }],
      undo: {
        description: `delete pod ${namespace}/${name}`,
        operation: { kind: 'deleteObjects' as const, paths: [path] },
      },
      mechanism: `a pod of ${image}`,
      parameters: parametersOf(load),
      async inject() {
        await readJson<unknown>(context.kubernetes, {
          method: 'POST',
          path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
          body: podOf(load, { name, namespace, node, image }),
          asking: `create pod ${namespace}/${name}`,
          signal: context.signal,
        });
      },
      prove: over => prove(load, { path, node }, over, context),
    };
  });
}

function parametersOf(load: Load): Readonly<Record<string, number>> {
  if (load.kind === 'cpu') return { workers: load.workers };
  if (load.kind === 'io') return { fileBytes: load.fileBytes };
  return { bytes: bytesOf(load) };
}

function bytesOf({ amount }: MemoryLoad): number {
  return 'bytes' in amount ? amount.bytes : 0;
}

function podOf(
  load: Load,
  { name, namespace, node, image }: { name: string; namespace: string; node: string; image: string },
): V1Pod {
  const [program, argument] =
    load.kind === 'cpu'
      ? [busyProgram, load.workers]
      : load.kind === 'io'
        ? [writingProgram, load.fileBytes]
        : [memoryProgram, bytesOf(load)];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: partOfGate },
    spec: {
      nodeName: node,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      tolerations: [{ operator: 'Exists' }],
      containers: [
        { name: 'stress', image, imagePullPolicy: 'IfNotPresent', command: ['node', '-e', program, String(argument)] },
      ],
    },
  };
}

/** The kernel's accounts of the pod's container grow as they have to; it is the node that reads them. */
async function prove(
  load: Load,
  { path, node }: { readonly path: string; readonly node: string },
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const { kubernetes, signal, now, sleep, receiptTimeoutMs } = context;
  const deadline = now() + receiptTimeoutMs;
  const processors = processorsOf(await readNode(kubernetes, node, signal));
  let found: Receipt = { landed: false, evidence: `the pod that makes load on ${node} has not started` };
  while (!over.aborted && now() < deadline) {
    const pod = await readJson<V1Pod>(kubernetes, { path, asking: `pod ${path.split('/').at(-1)}`, signal });
    const { state, containerID } = pod.status?.containerStatuses?.[0] ?? {};
    const why = state?.waiting?.reason ?? state?.terminated?.reason ?? pod.status?.reason;
    if (why) found = { landed: false, evidence: `the pod that makes load on ${node} does not run: ${why}` };
    if (state?.running && containerID) {
      const growth = await measureUsage({ node, containerId: containerID }, over, context);
      if (growth) found = judge(load, growth, node, processors);
      if (found.landed) return found;
    }
    await sleep(pollMs);
  }
  return found;
}

function judge(
  load: Load,
  { overMs, cpuShare, memoryBytes, writtenBytes }: UsageGrowth,
  node: string,
  processors: number,
): Receipt {
  if (load.kind === 'cpu') {
    const asked = Math.min(load.workers, processors);
    return {
      landed: cpuShare >= asked * leastShareOfCpu,
      evidence: `the pod on ${node} used ${cpuShare.toFixed(2)} of ${asked} processors over ${(overMs / 1000).toFixed(1)} s`,
    };
  }
  if (load.kind === 'io') {
    const rate = `${mebibytes((writtenBytes / overMs) * 1000)} a second`;
    return { landed: writtenBytes >= load.fileBytes, evidence: `the pod on ${node} wrote and synced ${rate}` };
  }
  return {
    landed: memoryBytes >= bytesOf(load) * leastShareOfMemory,
    evidence: `the pod on ${node} holds ${mebibytes(memoryBytes)} of the ${mebibytes(bytesOf(load))} asked for`,
  };
}

function processorsOf(node: V1Node): number {
  return parseQuantity(node.status?.capacity?.cpu ?? '1') ?? 1;
}
