import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import { runtimeIdOf } from '../../../kubernetes/container-id.ts';
import { parseQuantity } from '../../../scenario/quantity.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreflightContext, PreparedFault } from '../lasting-fault.ts';
import { refuseProgram } from '../node-unit.ts';
import { type TargetedContainer, targetedContainers } from '../targeted-container.ts';
import { listComponentPods } from './component-pods.ts';

const pollMs = 500;
/** The kernel's usual period of processor time. */
const periodUs = 100_000;
const runc = ['runc', '--root', '/run/containerd/runc/k8s.io'];
const remedy = 'its containers are not run by runc of containerd';

export async function refuseSlow(
  component: ControlPlaneComponent,
  context: PreflightContext,
): Promise<string | undefined> {
  const why = context.kubernetes.node.refusal('execute');
  if (why) return why;
  const pods = await listComponentPods(component, context);
  if (pods.length === 0) return `this cluster has no pods of ${component}`;
  const nodes = [...new Set(pods.flatMap(pod => pod.spec?.nodeName ?? []))];
  const asked = ['runc', ...runc.slice(1), 'list', '--quiet'] as const;
  return await refuseProgram(
    nodes,
    asked as readonly [string, ...string[]],
    remedy,
    context.kubernetes,
    context.signal,
  );
}

/** Takes processor time from the component's containers by their cgroup. Proven by the periods in which the kernel held them back. */
export async function prepareSlow(
  component: ControlPlaneComponent,
  cpu: number,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const pods = await listComponentPods(component, context);
  const containers = targetedContainers({ pods, nodes: [] }, {});
  return await Promise.all(containers.map(container => slowOne(container, cpu, context)));
}

async function slowOne(
  container: TargetedContainer,
  cpu: number,
  context: LastingFaultContext,
): Promise<PreparedFault> {
  const { kubernetes, signal } = context;
  const { reference, label, target } = container;
  const id = runtimeIdOf(reference);
  const update = (quotaUs: number) => [
    ...runc,
    'update',
    '--cpu-period',
    String(periodUs),
    '--cpu-quota',
    String(quotaUs),
    id,
  ];
  const before = await kubernetes.node.containerUsage(reference, signal);
  return {
    targets: [target],
    undo: {
      description: `give ${label} its processor time back`,
      operation: {
        kind: 'nodeCommand',
        node: reference.node,
        argv: update(quotaOf(container.pod, container.name)),
        // A container that is gone took its limits with it.
        unless: [...runc, 'state', id],
      },
    },
    mechanism: 'cgroup quota',
    parameters: { cpu },
    async inject() {
      const { status, stderr } = await kubernetes.node.execute(reference.node, update(cpu * periodUs), signal);
      if (status !== 0) throw new InfrastructureFailure(`${label}: runc update: ${stderr.trim().split('\n')[0]}`);
    },
    prove: over => prove(container, before?.throttledPeriods ?? 0, over, context),
  };
}

/** What its pod's specification gives it, as the kubelet writes it; -1: no limit. */
function quotaOf(pod: V1Pod, name: string): number {
  const limit = pod.spec?.containers.find(each => each.name === name)?.resources?.limits?.cpu;
  const cpus = parseQuantity(limit ?? '');
  return cpus === undefined ? -1 : Math.round(cpus * periodUs);
}

async function prove(
  { reference, label }: TargetedContainer,
  before: number,
  over: AbortSignal,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: LastingFaultContext,
): Promise<Receipt> {
  const deadline = now() + receiptTimeoutMs;
  for (;;) {
    const periods = (await kubernetes.node.containerUsage(reference, signal))?.throttledPeriods ?? 0;
    if (periods > before)
      return { landed: true, evidence: `the kernel held ${label} back in ${periods - before} periods of 100 ms` };
    if (over.aborted || now() >= deadline)
      return { landed: false, evidence: `the kernel did not hold ${label} back: it asked for no more` };
    await sleep(pollMs);
  }
}
