import { randomBytes } from 'node:crypto';
import type { V1Pod, V1Service } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import type { ApiRequest } from '../../../kubernetes/access.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { awaitToxiproxy, openToxiproxy, type Toxiproxy, type ToxiproxyState } from '../../../kubernetes/toxiproxy.ts';
import type { DependencyActionStep, DependencyEffect } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault } from '../lasting-fault.ts';
import { listServicePorts } from '../network-action/peers.ts';
import type { Dependency } from './dependency.ts';
import { burstForService, judgeService, quietBurstForService } from './evidence.ts';
import { type ProxyPlan, planProxy, proxiesTo, toxicsOf } from './proxy-objects.ts';
import { findServiceWay } from './service-way.ts';

const readyTimeoutMs = 60_000;
const pollMs = 100;

/** Puts Toxiproxy between a Service and its pods, with the effect in it. Reads, changes nothing. */
export async function prepareServiceProxy(
  effect: DependencyEffect,
  step: DependencyActionStep,
  dependency: Dependency,
  context: LastingFaultContext,
): Promise<Omit<PreparedFault, 'targets' | 'parameters'>> {
  const { kubernetes, signal } = context;
  const { namespace } = step.service;
  const plan = planProxy(dependency.service, step.image, randomBytes(4).toString('hex'));
  const before = dependency.service.spec?.selector ?? {};
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const paths = { twin: `${base}/services/${plan.name}`, pod: `${base}/pods/${plan.name}` };
  const toxiproxy = openToxiproxy(kubernetes, { namespace, name: plan.name, apiPort: plan.apiPort }, signal);
  const way = await findServiceWay(dependency, kubernetes, signal);
  const quiet = await way.send(quietBurstForService(effect, step.toxicity), signal);
  const burst = burstForService(effect, step.toxicity, step.durationMs);
  let effectT: number | undefined;
  const repoint = (selector: Readonly<Record<string, string>>, old: Readonly<Record<string, string>>): ApiRequest => {
    const gone = Object.keys(old).filter(key => !Object.hasOwn(selector, key));
    return {
      method: 'PATCH',
      path: dependency.path,
      contentType: 'application/merge-patch+json',
      body: { spec: { selector: { ...Object.fromEntries(gone.map(key => [key, null])), ...selector } } },
      asking: `the selector of Service ${dependency.label}`,
      signal,
    };
  };
  return {
    mechanism: `Toxiproxy (${step.image}) before the Service`,
    undo: {
      description: `point Service ${dependency.label} at its own pods, remove the proxy`,
      holds: dependency.path,
      // The last one is done first: the proxy goes when nobody is sent to it any more.
      operation: {
        kind: 'sequence',
        operations: [
          { kind: 'deleteObjects', paths: [paths.twin, paths.pod] },
          { kind: 'restoreObject', path: dependency.path, patch: repoint(before, plan.selector).body },
        ],
      },
    },
    effectT: () => effectT,
    async inject() {
      const twin = await readJson<V1Service>(kubernetes, {
        ...creation(`${base}/services`, plan.twin),
        asking: `the proxy's way to the pods of ${dependency.label}`,
        signal,
      });
      await readJson<V1Pod>(kubernetes, { ...creation(`${base}/pods`, plan.pod), asking: 'the proxy', signal });
      await awaitReady(paths.pod, context);
      await awaitToxiproxy(toxiproxy, readyTimeoutMs, signal);
      await setUp(toxiproxy, twin.spec?.clusterIP ?? '', { plan, effect, step });
      await readJson<V1Service>(kubernetes, repoint(plan.selector, before));
      await awaitTakeover(dependency, paths.pod, context);
      effectT = context.now();
    },
    async prove(over) {
      const admitted = judgeState(await toxiproxy.state(), { plan, effect, step });
      if (!admitted.landed) return admitted;
      // kube-proxy takes up to a second or two to send callers another way.
      for (const deadline = context.now() + context.receiptTimeoutMs; ; await context.sleep(pollMs)) {
        const during = { attempts: await way.send(burst, signal) };
        const { landed, evidence } = judgeService(effect, step.toxicity, { attempts: quiet }, during);
        if (over.aborted) return { landed: false, evidence: 'the fault ended before it could be measured' };
        if (landed || context.now() >= deadline)
          return { landed, evidence: `${admitted.evidence}; ${way.place}: ${evidence}` };
      }
    },
  };
}

interface Wanted {
  readonly plan: ProxyPlan;
  readonly effect: DependencyEffect;
  readonly step: DependencyActionStep;
}

async function setUp(toxiproxy: Toxiproxy, twinAddress: string, { plan, effect, step }: Wanted): Promise<void> {
  for (const proxy of proxiesTo(twinAddress, plan)) await toxiproxy.addProxy(proxy);
  for (const toxic of toxicsOf(effect, step.toxicity)) await toxiproxy.addToxic(proxyNameOf(plan, step), toxic);
}

/** Ports that share a target share a proxy: its name is that of the last of them. */
function proxyNameOf(plan: ProxyPlan, { service }: DependencyActionStep): string {
  const listen = plan.ports.find(({ port }) => port === service.port)?.listen;
  return plan.ports.findLast(each => each.listen === listen)?.name ?? '';
}

/** What Toxiproxy says of itself: every toxic that was asked for, as it was asked for. */
function judgeState(state: ToxiproxyState, { plan, effect, step }: Wanted): Receipt {
  const proxy = state[proxyNameOf(plan, step)];
  const wanted = toxicsOf(effect, step.toxicity);
  const has = wanted.filter(toxic =>
    proxy?.toxics.some(
      ({ type, stream, toxicity, attributes }) =>
        type === toxic.type &&
        stream === toxic.stream &&
        Math.abs(toxicity - toxic.toxicity) < 1e-6 &&
        Object.entries(toxic.attributes).every(([key, value]) => attributes[key] === value),
    ),
  );
  const named = wanted.map(({ type, attributes }) => `${type} ${JSON.stringify(attributes)}`).join(' and ');
  if (proxy?.enabled && has.length === wanted.length)
    return { landed: true, evidence: `Toxiproxy says that it has ${named}` };
  return { landed: false, evidence: `Toxiproxy does not say that it has ${named}` };
}

function creation(path: string, body: object): ApiRequest {
  return { method: 'POST', path, body };
}

/** Throws InfrastructureFailure when the proxy's pod is not ready in time: most often its image cannot be pulled. */
async function awaitReady(path: string, { kubernetes, signal, now, sleep }: LastingFaultContext): Promise<void> {
  const deadline = now() + readyTimeoutMs;
  for (;;) {
    const { status } = await readJson<V1Pod>(kubernetes, { path, asking: 'the proxy', signal });
    if (status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True')) return;
    const waiting = status?.containerStatuses?.[0]?.state?.waiting;
    if (now() >= deadline)
      throw new InfrastructureFailure(
        `the proxy's pod is not ready${waiting ? `: ${waiting.reason} ${waiting.message ?? ''}`.trimEnd() : ''}`,
      );
    await sleep(pollMs);
  }
}

/** Until the Service leads to the proxy alone. Throws InfrastructureFailure when it does not in time. */
async function awaitTakeover(
  { label, port }: Dependency,
  podPath: string,
  { kubernetes, signal, now, sleep }: LastingFaultContext,
): Promise<void> {
  const { status } = await readJson<V1Pod>(kubernetes, { path: podPath, asking: 'the proxy', signal });
  const deadline = now() + readyTimeoutMs;
  for (;;) {
    const ports = await listServicePorts(kubernetes, signal);
    const endpoints = ports.find(each => each.service === label && each.port === port)?.endpoints ?? [];
    if (endpoints.length > 0 && endpoints.every(({ address }) => address === status?.podIP)) return;
    if (now() >= deadline) throw new InfrastructureFailure(`Service ${label} does not lead to the proxy`);
    await sleep(pollMs);
  }
}
