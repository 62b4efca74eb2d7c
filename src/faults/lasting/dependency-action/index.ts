import { InvalidInput } from '../../../errors.ts';
import type { DependencyActionStep, DependencyEffect } from '../../../scenario/suite.ts';
import { hasEmbeddedNetwork } from '../../sentinel/embedded-sentinel.ts';
import type { LastingFault, PreparedFault } from '../lasting-fault.ts';
import { type Dependency, findDependency } from './dependency.ts';
import { prepareServiceProxy } from './service-proxy.ts';
import { prepareServiceRules, refuseRules } from './service-rules.ts';

/**
 * Disturbs what a Service answers: by Toxiproxy between it and its pods, or, on the embedded cluster, by its network's rules.
 * Several effects, which are a sweep, come one after another.
 */
export const dependencyAction: LastingFault<DependencyActionStep> = {
  kind: 'dependencyAction',
  oneAfterAnother: true,

  async affects(step, context) {
    const dependency = await findDependency(step, context);
    const none = { pods: [], nodes: [], namespaces: [step.service.namespace] };
    if ('missing' in dependency) return { ...none, empty: dependency.missing };
    if (dependency.endpoints.length === 0) return { ...none, empty: `nothing is behind Service ${dependency.label}` };
    return { ...none, pods: dependency.pods };
  },

  async refusal(step, { empty }, context) {
    if (empty) return undefined;
    const dependency = await findDependency(step, context);
    if ('missing' in dependency) return undefined;
    if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return refuseRules(step);
    return refuseProxy(dependency);
  },

  async prepare(step, _targets, context) {
    const dependency = await findDependency(step, context);
    if ('missing' in dependency) throw new InvalidInput([{ at: step.at, message: dependency.missing }]);
    const embedded = await hasEmbeddedNetwork(context.kubernetes, context.signal);
    const prepare = embedded ? prepareServiceRules : prepareServiceProxy;
    const pieces: PreparedFault[] = [];
    for (const effect of step.effects)
      pieces.push({
        ...(await prepare(effect, step, dependency, context)),
        targets: [
          {
            kind: 'Object',
            namespace: step.service.namespace,
            name: `Service/${step.service.name}`,
            uid: dependency.service.metadata?.uid,
          },
        ],
        parameters: parametersOf(effect, step.toxicity),
      });
    return pieces;
  },
};

/** What a proxy cannot stand in for, and what would do. */
function refuseProxy({ label, service, clusterIP }: Dependency): string | undefined {
  const { spec } = service;
  if (!clusterIP || clusterIP === 'None')
    return `Service ${label} is headless: its callers go to the pods themselves; use networkAction on those`;
  if (Object.keys(spec?.selector ?? {}).length === 0)
    return `Service ${label} has no selector, so no proxy can be put before it`;
  const other = spec?.ports?.find(({ protocol = 'TCP' }) => protocol !== 'TCP');
  if (other) return `Service ${label} has a ${other.protocol} port (${other.port}), and Toxiproxy passes TCP alone`;
  return undefined;
}

function parametersOf(effect: DependencyEffect, toxicity: number): Readonly<Record<string, number>> {
  const { kind: _, ...numbers } = effect;
  return toxicity === 1 ? numbers : { ...numbers, toxicity };
}
