import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { InvalidInput } from '../../../errors.ts';
import type { ApiConnection } from '../../../kubernetes/access.ts';
import { isNotFound } from '../../../kubernetes/api-failure.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { listSelectedPods } from '../../../kubernetes/object-pods.ts';
import { findResourceByName, resourcePath } from '../../../kubernetes/resource-path.ts';
import type { ObjectActionStep } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFault, LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { type LiveObject, patchFor } from './change-patch.ts';
import { listEvictedPods } from './evicted-pods.ts';
import { proveLimitsInForce } from './limits-in-force.ts';
import { isPatched, reverseMergePatch } from './merge-patch.ts';

const pollMs = 100;
/** Kinds whose controller says which generation it has acted upon: a word that is not the gate's own. */
const observed: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

interface Found {
  readonly kind: string;
  readonly path: string;
  /** Where it is changed; a namespace itself is its own. */
  readonly namespaces: readonly string[];
  readonly live: LiveObject | undefined;
}

/** Changes an object through the API and writes the changed fields back. The receipt is the object as it is read afterwards. */
export const objectAction: LastingFault<ObjectActionStep> = {
  kind: 'objectAction',
  async affects(step, { kubernetes, signal }) {
    const { kind, namespaces, live } = await find(step, kubernetes, signal);
    const none: Targets = { pods: [], nodes: [], namespaces };
    if (!live) return { ...none, empty: `there is no ${label(step)}` };
    if (kind === 'Node') {
      const evicted = await listEvictedPods(step, live, kubernetes, signal);
      return { ...none, nodes: [live as V1Node], evicted };
    }
    if (kind === 'Pod') return { ...none, pods: [live as V1Pod] };
    const [namespace] = namespaces;
    if (namespace === undefined) return none;
    return { ...none, pods: await listSelectedPods(live, namespace, kubernetes, signal) };
  },

  async refusal(step, targets, { kubernetes, signal }) {
    if (targets.empty) return undefined;
    const { kind, live } = await find(step, kubernetes, signal);
    const patch = live && patchFor(step.change, kind, live, '');
    return typeof patch === 'string' ? `${step.change.kind} of ${label(step)}: ${patch}` : undefined;
  },

  async prepare(step, _targets, context) {
    const { kind, path, live } = await find(step, context.kubernetes, context.signal);
    const patch = live && patchFor(step.change, kind, live, new Date().toISOString());
    if (!live || typeof patch === 'string' || !patch) return [];
    return [prepareChange(step, { kind, path, live }, patch, context)];
  },
};

function prepareChange(
  step: ObjectActionStep,
  { kind, path, live }: Pick<Found, 'kind' | 'path'> & { live: LiveObject },
  patch: Record<string, unknown>,
  context: LastingFaultContext,
): PreparedFault {
  const { namespace, name } = step.object;
  const { kubernetes, signal } = context;
  const wasSo = isPatched(live, patch);
  return {
    targets: [{ kind: 'Object', namespace, name: `${kind}/${name}`, uid: live.metadata.uid }],
    // A rollout that was asked for is no state that could be put back: the same pods run again.
    ...(step.change.kind !== 'restart' && {
      undo: {
        description: `write ${label(step)} back`,
        operation: { kind: 'restoreObject' as const, path, patch: reverseMergePatch(live, patch) },
        holds: path,
      },
    }),
    async inject() {
      await readJson<unknown>(kubernetes, {
        method: 'PATCH',
        path,
        contentType: 'application/merge-patch+json',
        body: patch,
        asking: `${step.change.kind} of ${label(step)}`,
        signal,
      });
    },
    prove: over => prove(step, { kind, path }, patch, wasSo, over, context),
  };
}

async function prove(
  step: ObjectActionStep,
  { kind, path }: Pick<Found, 'kind' | 'path'>,
  patch: Record<string, unknown>,
  wasSo: boolean,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const what = label(step);
  if (wasSo) return { landed: false, evidence: `${what} was so before: the ${step.change.kind} changed nothing` };
  const deadline = context.now() + context.receiptTimeoutMs;
  for (;;) {
    const live = await readJson<LiveObject>(context.kubernetes, { path, asking: what, signal: context.signal });
    if (!isPatched(live, patch)) return { landed: false, evidence: `${what} does not show the ${step.change.kind}` };
    const { generation = 0 } = live.metadata;
    const waits = 'spec' in patch && observed.has(kind) && (live.status?.observedGeneration ?? 0) < generation;
    if (!waits) {
      const acts = observed.has(kind) ? `, and its controller acts upon generation ${generation}` : '';
      const evidence = `${what} shows the ${step.change.kind}${acts}`;
      if (step.change.kind !== 'limits') return { landed: true, evidence };
      const { namespace = 'default' } = step.object;
      const listPods = () => listSelectedPods(live, namespace, context.kubernetes, context.signal);
      const inForce = await proveLimitsInForce(step.change, listPods, over, context);
      return { landed: inForce?.landed ?? true, evidence: inForce ? `${evidence}; ${inForce.evidence}` : evidence };
    }
    if (over.aborted || context.now() >= deadline)
      return {
        landed: false,
        evidence: `${what} shows the ${step.change.kind}, but its controller does not act upon it`,
      };
    await context.sleep(pollMs);
  }
}

/** Throws InvalidInput for a kind that the cluster does not serve, ApiFailure. */
async function find(
  { object: { kind, name, namespace }, at }: ObjectActionStep,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<Found> {
  const resource = await findResourceByName(api, kind, signal).catch(error => {
    if (error instanceof InvalidInput) throw new InvalidInput([{ at, message: error.message }]);
    throw error;
  });
  const path = resourcePath(resource, namespace ?? 'default', name);
  const ofCluster = resource.kind === 'Namespace' ? [name] : [];
  const found = { kind: resource.kind, path, namespaces: resource.namespaced ? [namespace ?? 'default'] : ofCluster };
  try {
    return { ...found, live: await readJson<LiveObject>(api, { path, asking: `${resource.kind} ${name}`, signal }) };
  } catch (error) {
    if (isNotFound(error)) return { ...found, live: undefined };
    throw error;
  }
}

function label({ object: { kind, name, namespace } }: ObjectActionStep): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
