import { randomUUID } from 'node:crypto';
import { InfrastructureFailure } from '../../../errors.ts';
import { listNodes } from '../../../kubernetes/nodes.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { UndoOperation } from '../../../undo/operation.ts';
import type { LastingFaultContext, PreflightContext, PreparedFault } from '../lasting-fault.ts';
import { proveStopped } from './stopped.ts';

const roleLabel = 'node-role.kubernetes.io/control-plane';
/** One without a duration comes back by itself after this, if the gate does not put it back before. */
const mostMs = 900_000;
/** From the end of the duration until the node's own timer puts the manifest back. */
const deadmanGraceMs = 60_000;

/** A component that the kubelet runs from a manifest in its folder. Facts: kubeadm's manifests and their health ports. */
export interface StaticPod {
  readonly component: ControlPlaneComponent;
  readonly manifest: string;
  /** Answers on the node while it is well. */
  readonly health: string;
  /** The lease by which it leads. */
  readonly lease?: string;
}

const staticPods: readonly StaticPod[] = [
  { component: 'apiserver', manifest: 'kube-apiserver', health: 'https://127.0.0.1:6443/readyz' },
  {
    component: 'scheduler',
    manifest: 'kube-scheduler',
    health: 'https://127.0.0.1:10259/healthz',
    lease: 'kube-scheduler',
  },
  {
    component: 'controller-manager',
    manifest: 'kube-controller-manager',
    health: 'https://127.0.0.1:10257/healthz',
    lease: 'kube-controller-manager',
  },
  { component: 'etcd', manifest: 'etcd', health: 'http://127.0.0.1:2381/health' },
];

export function staticPodOf(component: ControlPlaneComponent): StaticPod | undefined {
  return staticPods.find(pod => pod.component === component);
}

export async function refuseStaticPodStop(
  component: ControlPlaneComponent,
  context: PreflightContext,
): Promise<string | undefined> {
  const why = context.kubernetes.node.refusal('execute');
  if (why) return why;
  const { manifest = '' } = staticPodOf(component) ?? {};
  const nodes = await controlPlaneNodes(context);
  if (nodes.length === 0) return 'no node of this cluster is known as its control plane';
  for (const node of nodes)
    for (const argv of [
      ['test', '-e', pathOf(manifest)],
      ['which', 'curl', 'systemd-run'],
    ])
      if ((await context.kubernetes.node.execute(node, argv, context.signal)).status !== 0)
        return `${node} has no ${argv.at(-1)}`;
  return undefined;
}

export async function prepareStaticPodStop(
  pod: StaticPod,
  durationMs: number | undefined,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const nodes = await controlPlaneNodes(context);
  return nodes.map(node => {
    const timer = `chaos-gate-${randomUUID().slice(0, 8)}`;
    const { kubernetes, signal } = context;
    const run = async (...argv: string[]): Promise<void> => {
      const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
      if (status !== 0)
        throw new InfrastructureFailure(`${argv.join(' ')} on ${node}: ${stderr.trim().split('\n')[0]}`);
    };
    const delay = `--on-active=${Math.ceil(((durationMs ?? mostMs) + deadmanGraceMs) / 1000)}`;
    return {
      targets: [{ kind: 'Object', name: `${pod.component} of ${node}`, node }],
      undo: {
        description: `put the manifest of ${pod.component} on ${node} back`,
        operation: undoOf(pod, node, timer),
      },
      mechanism: 'its manifest is moved away',
      async inject() {
        await run('systemd-run', `--unit=${timer}`, '--collect', '--quiet', delay, ...putBack(pod));
        await run('mv', '--no-clobber', pathOf(pod.manifest), asidePathOf(pod.manifest));
      },
      prove: over => proveStopped(pod, node, over, context),
    };
  });
}

/** Puts the manifest back, waits until the component answers, and takes the timer away. Last first. */
function undoOf(pod: StaticPod, node: string, timer: string): UndoOperation {
  const unit = `${timer}.timer`;
  return {
    kind: 'sequence',
    operations: [
      {
        kind: 'nodeCommand',
        node,
        argv: ['systemctl', 'stop', unit],
        unless: ['systemctl', 'is-active', '--quiet', unit],
      },
      {
        kind: 'nodeCommand',
        node,
        argv: putBack(pod),
        unless: ['test', '-e', asidePathOf(pod.manifest)],
        until: ['curl', '--silent', '--fail', '--insecure', '--max-time', '2', '--output', '/dev/null', pod.health],
      },
    ],
  };
}

function putBack({ manifest }: StaticPod): string[] {
  return ['mv', '--no-clobber', asidePathOf(manifest), pathOf(manifest)];
}

function pathOf(manifest: string): string {
  return `/etc/kubernetes/manifests/${manifest}.yaml`;
}

/** Not below the kubelet's folder, on the same disk. */
function asidePathOf(manifest: string): string {
  return `/etc/kubernetes/chaos-gate-${manifest}.yaml`;
}

async function controlPlaneNodes({ kubernetes, signal }: PreflightContext): Promise<string[]> {
  const nodes = await listNodes(kubernetes, signal);
  return nodes.filter(node => node.metadata?.labels?.[roleLabel] !== undefined).map(node => node.metadata?.name ?? '');
}
