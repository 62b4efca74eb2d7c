import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import { type Mesh, type MeshPod, mergeMesh } from '../kubernetes/goldpinger-mesh.ts';
import { readGoldpingerView } from '../kubernetes/goldpinger-view.ts';
import { listPodsByLabels } from '../kubernetes/list-pods.ts';
import type { GoldpingerProbe } from '../scenario/suite.ts';
import { createExcuse } from './goldpinger-excuse.ts';
import type { Measurement, Probe, ProbeContext } from './probe.ts';

/** PING_TIMEOUT and what it takes to ask: on top of two refreshes, an edge may be this old. */
const ageSlackMs = 1_500;
const maxDeadNames = 50;

/**
 * Asks every Goldpinger pod for its own view and merges them: all ordered pairs of live pods are expected. Fewer than two pods
 * are no mesh; what was measured too long ago, or not at all, says nothing. Goldpinger's own totals are not used: they are
 * green on broken networks.
 */
export const probeGoldpinger: Probe<GoldpingerProbe> = {
  kind: 'probeGoldpinger',
  async open(spec, context) {
    const excuse = createExcuse();
    return {
      vantage: "every Goldpinger pod's own view, through the API server's pod proxy",
      measure: signal => look(spec, context, excuse, signal),
      async [Symbol.asyncDispose]() {
        // Connections belong to the cluster's access.
      },
    };
  },
};

async function look(
  spec: GoldpingerProbe,
  context: ProbeContext,
  excuse: ReturnType<typeof createExcuse>,
  signal: AbortSignal,
): Promise<Measurement> {
  const where = `pods with ${spec.selector} in namespace ${spec.namespace}`;
  try {
    const pods = (await listPodsByLabels(context.kubernetes, spec.namespace, spec.selector, signal)).filter(isLive);
    const targeted = context.targeted();
    const { counted, missing } = excuse(
      pods.map(pod => ({ uid: pod.metadata?.uid ?? '', pod })),
      { targeted, excusing: spec.excuseTargets && context.inMethod() },
    );
    if (pods.length === 0) return { r: 'broken', why: `there are no Goldpinger ${where}` };
    if (pods.length + missing < 2) return { r: 'broken', why: `there is only one of the Goldpinger ${where}: no mesh` };
    if (counted.length + missing === 0)
      return { r: 'broken', why: `all of the Goldpinger ${where} are targets: nobody is left to look` };
    const asked = await Promise.all(counted.map(({ pod }) => ask(spec, pod, context, signal)));
    const mesh = mergeMesh(asked, Date.now() - 2 * spec.refreshMs - ageSlackMs);
    return evaluate(mesh, asked, { pods: pods.length, counted: counted.length, missing });
  } catch (error) {
    if (signal.aborted) return { r: 'broken', why: 'the API server did not answer within the deadline' };
    return { r: 'broken', why: messageOf(error) };
  }
}

async function ask(spec: GoldpingerProbe, pod: V1Pod, context: ProbeContext, signal: AbortSignal): Promise<MeshPod> {
  const { name = '', namespace = '' } = pod.metadata ?? {};
  const node = pod.spec?.nodeName ?? '';
  const ip = pod.status?.podIP;
  const ready = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  // A pod without an address is not up: there is nobody to ask.
  if (!ip) return { name, node, ip, ready, view: { state: 'refused' } };
  // The rest of the deadline is for the list before and the merge after.
  const timeoutMs = Math.max(spec.timeoutMs * 0.7, spec.timeoutMs - 1_000);
  const view = await readGoldpingerView(
    context.kubernetes,
    { namespace, name, port: spec.port },
    { timeoutMs, signal },
  );
  return { name, node, ip, ready, view };
}

/** `counted`: pods that are not excused; `missing`: pods that were there once and are not any more. */
function evaluate(
  found: Mesh,
  asked: readonly MeshPod[],
  numbers: { pods: number; counted: number; missing: number },
): Measurement {
  const { pods, counted, missing } = numbers;
  const expected = (counted + missing) ** 2;
  const alive = found.aliveMs.length;
  const mesh = {
    expected,
    alive,
    nodes: pods,
    ms: found.aliveMs,
    pods: asked.map(({ name }) => name),
    on: asked.map(({ node }) => node),
    ...(alive < found.states.length && { states: found.states }),
    ...(found.dead.length > 0 && { dead: found.dead.slice(0, maxDeadNames) }),
    ...(pods > counted && { excused: (pods + missing) ** 2 - expected }),
  };
  const gone = missing > 0 ? `; ${missing} of ${pods + missing} pods are gone` : '';
  if (found.dead.length > 0 || missing > 0)
    return { r: 'fail', why: `${expected - alive} of ${expected} edges are not alive${gone}`, mesh };
  if (found.unseen.length > 0)
    return { r: 'broken', why: `no view from ${found.unseen.length} of ${counted} pods`, mesh };
  if (found.stale > 0)
    return { r: 'stale', why: `${found.stale} of ${expected} edges were measured too long ago`, mesh };
  if (found.unmeasured > 0)
    return { r: 'stale', why: `${found.unmeasured} of ${expected} edges are not measured`, mesh };
  return { r: 'ok', mesh };
}

/** On its way out, or done: such a pod is not expected to answer. */
function isLive(pod: V1Pod): boolean {
  return !pod.metadata?.deletionTimestamp && !['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
}
