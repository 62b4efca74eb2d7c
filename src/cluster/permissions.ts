import type { ApiConnection } from '../kubernetes/access.ts';
import type { PathPermission, Permission, ResourcePermission } from '../kubernetes/cluster-facts.ts';
import type { ManifestObject } from '../kubernetes/manifest.ts';
import { listNodes } from '../kubernetes/nodes.ts';
import { type ApiResource, findResourceByName, findResourceOfKind } from '../kubernetes/resource-path.ts';
import { workloadResources } from '../kubernetes/workload-status.ts';
import type { ProbeSpec, Scenario, Suite } from '../scenario/suite.ts';
import { isEmbedded } from './existing-door.ts';

/** A resource, and what is done with it: `services`, `pods/log`, `deployments.apps`. */
type Use = readonly [resource: string, ...verbs: string[]];

/** Every run: what the nodes are, what there was before and after, what becomes of pods, and evidence of what went wrong. */
const always: readonly Use[] = [
  ['nodes', 'list'],
  ['pods', 'list', 'watch'],
  ['pods/log', 'get'],
  ['events', 'list', 'watch'],
  ['services', 'list'],
  ['configmaps', 'list'],
  ['endpointslices.discovery.k8s.io', 'list', 'watch'],
  ['deployments.apps', 'list'],
  ['statefulsets.apps', 'list'],
  ['daemonsets.apps', 'list'],
  ['poddisruptionbudgets.policy', 'list'],
];

/** A probe of a Service: its twin, or the API server's proxy where this machine does not reach the nodes. */
const serviceProbe: readonly Use[] = [
  ['services', 'get', 'list', 'watch', 'create', 'patch', 'delete'],
  ['services/proxy', 'get'],
];

const ofProbe: Partial<Record<ProbeSpec['kind'], readonly Use[]>> = {
  probeHTTP: serviceProbe,
  probeTCP: serviceProbe,
  probePrometheus: serviceProbe,
  probeGoldpinger: [['pods/proxy', 'get']],
};

const nodeShell: readonly Use[] = [
  ['namespaces', 'create', 'patch', 'delete'],
  ['pods', 'create', 'patch'],
  ['pods/exec', 'create', 'get'],
];

const nodeDown: readonly Use[] = [
  ['nodes', 'get', 'watch'],
  ['leases.coordination.k8s.io', 'get'],
];

/** The way to the nodes of an embedded cluster, beside its Kubernetes API. */
const embeddedDoor: readonly PathPermission[] = ['get', 'post', 'put', 'delete'].map(verb => ({
  verb,
  path: '/chaos-gate/v1/*',
}));

/** By kind of step, and by action of the steps that have some. What a `kubectl` step does is its author's to allow. */
const ofStep: Readonly<Record<string, readonly Use[]>> = {
  nodeAction: nodeDown,
  stopHost: nodeDown,
  kill: [['pods', 'get', 'delete']],
  cordon: [['nodes', 'patch']],
  drain: [
    ['nodes', 'patch'],
    ['pods/eviction', 'create'],
  ],
  clone: [
    ['deployments.apps', 'get', 'list', 'watch', 'create', 'delete'],
    ['services', 'get', 'patch'],
  ],
  controlPlaneAction: [
    ['daemonsets.apps', 'get', 'patch'],
    ['deployments.apps', 'get', 'patch'],
  ],
  dependencyAction: [
    ['pods', 'get', 'create', 'delete'],
    ['pods/proxy', 'get', 'create', 'delete'],
    ['services', 'get', 'create', 'patch', 'delete'],
  ],
  stressAction: [['pods', 'get', 'create', 'delete']],
};

/**
 * What a run of this suite needs on a cluster that was there before, in all namespaces, each once, sorted. Kinds of the app's
 * objects and of probes are looked up in the cluster. Throws ApiFailure, InvalidInput for a resource that it does not have.
 */
export async function requiredPermissions(
  suite: Pick<Suite, 'scenarios' | 'cluster'> & Partial<Pick<Suite, 'config'>>,
  objects: readonly ManifestObject[],
  connection: ApiConnection,
  signal?: AbortSignal,
): Promise<Permission[]> {
  const uses: Use[] = [...always, ...(suite.cluster.nodeShell ? nodeShell : [])];
  if (suite.config?.scenariosFromCluster) uses.push(['scenarios.powerfulseal.io', 'list']);
  for (const scenario of suite.scenarios) uses.push(...usesOf(scenario));
  for (const resource of observedResources(suite.scenarios))
    uses.push([qualify(await findResourceByName(connection, resource, signal)), 'get', 'list', 'watch']);
  for (const resource of changedResources(suite.scenarios))
    uses.push([qualify(await findResourceByName(connection, resource, signal)), 'get', 'patch']);
  for (const { apiVersion = '', kind = '' } of distinctKinds(objects)) {
    const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
    const watched = kind in workloadResources ? ['list', 'watch'] : [];
    // Applying what is not there yet creates it. A kind that the app itself defines is not served yet, and cannot be asked about.
    if (resource) uses.push([qualify(resource), 'create', 'patch', ...watched]);
  }
  const door = isEmbedded(await listNodes(connection, signal)) ? embeddedDoor : [];
  return [...distinct(uses.flatMap(toPermissions)), ...door];
}

/** What a run does without where it may not: the ConfigMap by which somebody stops it. */
export const optionalPermissions: readonly Permission[] = toPermissions([
  'configmaps',
  'get',
  'list',
  'watch',
  'create',
  'delete',
]);

function usesOf({ steps, steadyState }: Scenario): Use[] {
  const kinds = steps.flatMap(step => {
    const actions = 'actions' in step ? (step.actions as readonly { readonly kind: string }[]) : [];
    return [step.kind, ...actions.map(({ kind }) => kind)];
  });
  const probed = steadyState.flatMap(({ probe }) => ofProbe[probe.kind] ?? []);
  return [...probed, ...kinds.flatMap(kind => ofStep[kind] ?? ofProbe[kind as ProbeSpec['kind']] ?? [])];
}

function observedResources(scenarios: readonly Scenario[]): Set<string> {
  const probes = scenarios.flatMap(({ steadyState }) => steadyState.map(({ probe }) => probe));
  return new Set(probes.flatMap(probe => (probe.kind === 'probeKubernetes' ? [probe.resource] : [])));
}

function changedResources(scenarios: readonly Scenario[]): Set<string> {
  const steps = scenarios.flatMap(scenario => scenario.steps);
  return new Set(steps.flatMap(step => (step.kind === 'objectAction' ? [step.object.kind] : [])));
}

function distinctKinds(objects: readonly ManifestObject[]): ManifestObject['object'][] {
  return [...new Map(objects.map(({ object }) => [`${object.apiVersion} ${object.kind}`, object])).values()];
}

function qualify({ name, groupVersion }: ApiResource): string {
  const group = groupVersion.includes('/') ? groupVersion.split('/')[0] : '';
  return group ? `${name}.${group}` : name;
}

function toPermissions([qualified, ...verbs]: Use): ResourcePermission[] {
  const [whole = '', ...group] = qualified.split('.');
  const [resource = '', subresource] = whole.split('/');
  return verbs.map(verb => ({
    verb,
    resource,
    ...(subresource !== undefined && { subresource }),
    ...(group.length > 0 && { group: group.join('.') }),
  }));
}

function distinct(permissions: readonly ResourcePermission[]): ResourcePermission[] {
  const byText = new Map(
    permissions.map(each => [[each.group, each.resource, each.subresource, each.verb].join(' '), each]),
  );
  return [...byText.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
