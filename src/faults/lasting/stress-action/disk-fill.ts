import { randomUUID } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import type { KubernetesAccess } from '../../../kubernetes/access.ts';
import { parseQuantity } from '../../../scenario/quantity.ts';
import type { DiskFill } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { refuseProgram } from '../node-unit.ts';
import { nodesOf } from '../targeted-container.ts';
import { mebibytes } from './mebibytes.ts';

/** So many times what is written has to be free on the disk below a volume that is no memory. */
const spare = 4;
const leastShare = 0.95;
const remedy = 'it writes the file';

/** Only an emptyDir with a size limit has a bound; what has none is the node's own disk. */
export async function refuseDiskFill(
  { volume }: DiskFill,
  targets: Targets,
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const pod of targets.pods) {
    const found = pod.spec?.volumes?.find(({ name }) => name === volume);
    if (!found) return `the pod ${pod.metadata?.name} has no volume "${volume}"`;
    if (limitOf(pod, volume) === undefined)
      return `volume ${volume} of ${pod.metadata?.name} has no bound but the node's disk: expected an emptyDir with a sizeLimit`;
  }
  const missing = await refuseProgram(nodesOf(targets), ['fallocate', '--version'], remedy, kubernetes, signal);
  if (missing) return missing;
  for (const pod of targets.pods) {
    if (isMemory(pod, volume)) continue;
    const { freeBytes } = await readSpace(pod, volume, kubernetes, signal);
    if (freeBytes < spare * (limitOf(pod, volume) ?? 0))
      return `the disk of ${pod.spec?.nodeName} below volume ${volume} has only ${mebibytes(freeBytes)} free`;
  }
  return undefined;
}

/** A file of the gate's in the volume, written from the node and removed from there. */
export async function prepareDiskFill(
  fill: DiskFill,
  targets: Targets,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  return await Promise.all(targets.pods.map(pod => prepareOne(fill, pod, context)));
}

async function prepareOne(
  { volume, share }: DiskFill,
  pod: V1Pod,
  { kubernetes, signal }: LastingFaultContext,
): Promise<PreparedFault> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const node = pod.spec?.nodeName ?? '';
  const limit = limitOf(pod, volume) ?? 0;
  const used = (await readSpace(pod, volume, kubernetes, signal)).usedBytes;
  const bytes = Math.max(0, Math.floor(limit * share) - used);
  const file = `${pathOf(pod, volume)}/chaos-gate-${randomUUID().slice(0, 8)}`;
  return {
    targets: [{ kind: 'Pod' as const, namespace, name, uid, node }],
    undo: {
      description: `remove ${file} on ${node}`,
      operation: { kind: 'nodeCommand' as const, node, argv: ['rm', '-f', file] },
    },
    mechanism: 'fallocate',
    parameters: { bytes },
    async inject() {
      if (bytes === 0) return;
      const argv = ['fallocate', '-l', String(bytes), file];
      const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
      if (status !== 0) throw new InfrastructureFailure(`${file} was not written: ${stderr.trim()}`);
    },
    async prove(): Promise<Receipt> {
      const now = (await readSpace(pod, volume, kubernetes, signal)).usedBytes;
      const evidence = `volume ${volume} of ${name} held ${mebibytes(used)}, holds ${mebibytes(now)} of ${mebibytes(limit)}`;
      return { landed: bytes > 0 && now - used >= bytes * leastShare, evidence };
    },
  };
}

/** What the file system says, not what was written. */
async function readSpace(
  pod: V1Pod,
  volume: string,
  { node }: KubernetesAccess,
  signal: AbortSignal,
): Promise<{ readonly usedBytes: number; readonly freeBytes: number }> {
  const name = pod.spec?.nodeName ?? '';
  const path = pathOf(pod, volume);
  const read = async (...argv: string[]): Promise<number[]> => {
    const { status, stdout, stderr } = await node.execute(name, argv, signal);
    if (status !== 0) throw new InfrastructureFailure(`${argv.join(' ')} on ${name}: ${stderr.trim().split('\n')[0]}`);
    return stdout.trim().split(/\s+/).map(Number);
  };
  const [free = 0, blockBytes = 0, blocks = 0] = await read('stat', '--file-system', '--format', '%a %S %b', path);
  if (isMemory(pod, volume)) return { usedBytes: (blocks - free) * blockBytes, freeBytes: free * blockBytes };
  const [usedBytes = 0] = await read('du', '--summarize', '--block-size=1', path);
  return { usedBytes, freeBytes: free * blockBytes };
}

function pathOf(pod: V1Pod, volume: string): string {
  return `/var/lib/kubelet/pods/${pod.metadata?.uid}/volumes/kubernetes.io~empty-dir/${volume}`;
}

function limitOf(pod: V1Pod, volume: string): number | undefined {
  const limit = pod.spec?.volumes?.find(({ name }) => name === volume)?.emptyDir?.sizeLimit;
  return limit === undefined ? undefined : parseQuantity(limit);
}

function isMemory(pod: V1Pod, volume: string): boolean {
  return pod.spec?.volumes?.find(({ name }) => name === volume)?.emptyDir?.medium === 'Memory';
}
