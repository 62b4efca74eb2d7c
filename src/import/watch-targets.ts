import type { Draft } from '../draft/draft.ts';
import type { ObjectActionStep, PodMatch, Step } from '../scenario/suite.ts';
import { isPodFault, namedNamespaces } from './blast-radius.ts';

/** That some of the pods which the steps hit are ready, and some nodes where they hit nodes. */
export function watchTargets(steps: readonly Step[]): Draft[] {
  const probes = [
    ...steps.flatMap(targetsOf).flatMap(watchMatch),
    ...(steps.some(({ kind }) => kind === 'nodeAction') ? [watchNodes()] : []),
  ];
  return [...new Map(probes.map(probe => [JSON.stringify(probe), probe])).values()];
}

function targetsOf(step: Step): readonly PodMatch[] {
  if (step.kind === 'objectAction') return deploymentOf(step);
  if (step.kind === 'podAction') return step.actions.some(isPodFault) ? step.matches : [];
  return step.kind === 'networkAction' || step.kind === 'stressAction' ? step.matches : [];
}

/** A Deployment whose pods are to go on: restarted, or scaled to some. */
function deploymentOf({ at, object, change }: ObjectActionStep): PodMatch[] {
  const { kind, name, namespace } = object;
  const goesOn = change.kind === 'restart' || (change.kind === 'scale' && change.replicas > 0);
  if (kind !== 'Deployment' || namespace === undefined || !goesOn) return [];
  return [{ kind: 'deployment', at, name, namespace }];
}

/** Of a list of namespaces each by itself, of a pattern all. */
function watchMatch(match: PodMatch): Draft[] {
  const namespaces = namedNamespaces(match.namespace) ?? [undefined];
  return namespaces.map(namespace => {
    if (match.kind === 'deployment' && namespace !== undefined)
      return readyProbe(`some pods of ${match.name} are ready`, {
        resource: 'deployments',
        name: match.name,
        namespace,
        value: 'status.readyReplicas',
      });
    const selector = match.kind === 'labels' && match.selector !== '' ? match.selector : undefined;
    const place = namespaces.length > 1 ? ` of ${namespace}` : '';
    const which = selector === undefined ? `of ${namespace ?? 'all namespaces'}` : `with ${selector}${place}`;
    return readyProbe(`some pods ${which} are ready`, { resource: 'pods', selector, namespace, value: 'ready' });
  });
}

function watchNodes(): Draft {
  return readyProbe('some nodes are ready', { resource: 'nodes', value: 'ready' });
}

function readyProbe(name: string, probe: { readonly [key: string]: Draft | undefined }): Draft {
  return { name: name.slice(0, 80), probeKubernetes: { ...probe, every: '250ms' }, tolerance: { value: '>= 1' } };
}
