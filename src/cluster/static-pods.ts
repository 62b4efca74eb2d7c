import type { ControlPlaneComponent } from '../scenario/suite.ts';
import type { NodeDoor } from './cluster.ts';
import { demandOnNode, type RunOnNode } from './run-on-node.ts';

/** What a node door does to components of the control plane. */
export type ComponentOperations = Pick<
  NodeDoor,
  'components' | 'componentRefusal' | 'stopComponent' | 'startComponent' | 'componentHealth'
>;

interface StaticPod {
  readonly manifest: string;
  /** Answers on the node while it is well. */
  readonly health: string;
}

/** Components that the kubelet runs from a manifest in its folder. Facts: kubeadm's manifests and their health ports. */
const staticPods: Readonly<Partial<Record<ControlPlaneComponent, StaticPod>>> = {
  apiserver: { manifest: 'kube-apiserver', health: 'https://127.0.0.1:6443/readyz' },
  scheduler: { manifest: 'kube-scheduler', health: 'https://127.0.0.1:10259/healthz' },
  'controller-manager': { manifest: 'kube-controller-manager', health: 'https://127.0.0.1:10257/healthz' },
  etcd: { manifest: 'etcd', health: 'http://127.0.0.1:2381/health' },
};
const how = 'its manifest is moved away';
const components = new Map((Object.keys(staticPods) as ControlPlaneComponent[]).map(name => [name, how]));
/** curl's exit code, with `--fail`, for an answer that is an error. */
const errorStatus = 22;

/**
 * The components of a control plane that kubeadm made: a static pod is stopped by moving its manifest out of the kubelet's
 * folder, and a timer of the node's systemd puts it back whatever becomes of the gate.
 */
export function staticPodOperations(run: RunOnNode): ComponentOperations {
  const demand = demandOnNode(run);
  const succeeds = async (node: string, argv: readonly string[], abort: AbortSignal): Promise<boolean> =>
    (await run(node, argv, abort)).status === 0;
  return {
    components,
    async componentRefusal({ node, component }, verb, abort) {
      if (verb === 'slow') return undefined;
      const pod = staticPods[component];
      if (!pod) return `${component} is no static pod`;
      for (const argv of [
        ['test', '-e', pathOf(pod)],
        ['which', 'curl', 'systemd-run'],
      ])
        if (!(await succeeds(node, argv, abort))) return `${node} has no ${argv.at(-1)}`;
      return undefined;
    },
    async stopComponent({ node, component, timer, backAfterMs }, abort) {
      const pod = staticPodOf(component);
      const delay = `--on-active=${Math.ceil(backAfterMs / 1000)}`;
      await demand(node, ['systemd-run', `--unit=${timer}`, '--collect', '--quiet', delay, ...putBack(pod)], abort);
      await demand(node, ['mv', '--no-clobber', pathOf(pod), asidePathOf(pod)], abort);
    },
    async startComponent({ node, component, timer }, abort) {
      const pod = staticPodOf(component);
      const isAside = await succeeds(node, ['test', '-e', asidePathOf(pod)], abort);
      if (isAside) await demand(node, putBack(pod), abort);
      const unit = `${timer}.timer`;
      if (await succeeds(node, ['systemctl', 'is-active', '--quiet', unit], abort))
        await demand(node, ['systemctl', 'stop', unit], abort);
      return isAside ? 'started' : 'running';
    },
    async componentHealth({ node, component }, abort) {
      const { health } = staticPodOf(component);
      const argv = ['curl', '--silent', '--fail', '--insecure', '--max-time', '2', '--output', '/dev/null', health];
      const { status } = await run(node, argv, abort);
      if (status === 0) return 'well';
      return status === errorStatus ? 'unwell' : 'silent';
    },
  };
}

function staticPodOf(component: ControlPlaneComponent): StaticPod {
  const pod = staticPods[component];
  if (!pod) throw new Error(`${component} is no static pod`);
  return pod;
}

function putBack(pod: StaticPod): string[] {
  return ['mv', '--no-clobber', asidePathOf(pod), pathOf(pod)];
}

function pathOf({ manifest }: StaticPod): string {
  return `/etc/kubernetes/manifests/${manifest}.yaml`;
}

/** Not below the kubelet's folder, on the same disk. */
function asidePathOf({ manifest }: StaticPod): string {
  return `/etc/kubernetes/chaos-gate-${manifest}.yaml`;
}
