import { isNotFound } from '../../../kubernetes/api-failure.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreflightContext, PreparedFault } from '../lasting-fault.ts';
import { listComponentPods } from './component-pods.ts';

const pollMs = 300;

/** A component that the API runs: it is stopped by a change of its object. */
export interface Addon {
  readonly component: ControlPlaneComponent;
  readonly object: string;
  readonly path: string;
  readonly patch: Readonly<Record<string, unknown>>;
  readonly undo: (live: Live) => Readonly<Record<string, unknown>>;
}

interface Live {
  readonly spec?: { readonly replicas?: number };
}

/** A label that no node has. */
const nowhere = 'chaos-gate.io/nowhere';

const addons: readonly Addon[] = [
  {
    component: 'coredns',
    object: 'Deployment kube-system/coredns',
    path: '/apis/apps/v1/namespaces/kube-system/deployments/coredns',
    patch: { spec: { replicas: 0 } },
    undo: live => ({ spec: { replicas: live.spec?.replicas ?? 1 } }),
  },
  {
    component: 'kube-proxy',
    object: 'DaemonSet kube-system/kube-proxy',
    path: '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy',
    patch: { spec: { template: { spec: { nodeSelector: { [nowhere]: 'true' } } } } },
    undo: () => ({ spec: { template: { spec: { nodeSelector: { [nowhere]: null } } } } }),
  },
];

/** undefined: the component is no object of the API in any cluster. */
export function addonOf(component: ControlPlaneComponent): Addon | undefined {
  return addons.find(addon => addon.component === component);
}

export async function refuseAddonStop(
  { path, object }: Addon,
  { kubernetes, signal }: PreflightContext,
): Promise<string | undefined> {
  try {
    await readJson<unknown>(kubernetes, { path, asking: object, signal });
    return undefined;
  } catch (error) {
    if (isNotFound(error)) return `this cluster has no ${object}; use kind`;
    throw error;
  }
}

/** Its pods are gone: seen in the list of pods, where the change was made to their owner. */
export async function prepareAddonStop(addon: Addon, context: LastingFaultContext): Promise<PreparedFault[]> {
  const { component, object, path, patch, undo } = addon;
  const { kubernetes, signal } = context;
  const live = await readJson<Live>(kubernetes, { path, asking: object, signal });
  const before = (await listComponentPods(component, context)).length;
  const [kind = '', name = ''] = object.split(' ');
  return [
    {
      targets: [{ kind: 'Object', namespace: 'kube-system', name: `${kind}/${name.split('/')[1]}` }],
      undo: {
        description: `write ${object} back`,
        operation: { kind: 'restoreObject', path, patch: undo(live) },
        holds: path,
      },
      async inject() {
        const contentType = 'application/merge-patch+json';
        await readJson<unknown>(kubernetes, {
          method: 'PATCH',
          path,
          contentType,
          body: patch,
          asking: object,
          signal,
        });
      },
      prove: over => prove(component, before, over, context),
    },
  ];
}

async function prove(
  component: ControlPlaneComponent,
  before: number,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  if (before === 0) return { landed: false, evidence: `there was no pod of ${component} before` };
  const { now, sleep, receiptTimeoutMs } = context;
  // They are deleted with their own grace period of 30 s.
  const deadline = now() + receiptTimeoutMs + 30_000;
  for (;;) {
    const left = (await listComponentPods(component, context)).length;
    if (left === 0) return { landed: true, evidence: `the ${before} pods of ${component} are gone` };
    if (over.aborted || now() >= deadline)
      return { landed: false, evidence: `${left} of ${before} pods of ${component} are still there` };
    await sleep(pollMs);
  }
}
