import type { JsonObject } from '../json-object.ts';
import type { Resource, ResourceTable } from '../resources/index.ts';

/** Documents of `/api` and `/apis`, in the plain form and in the aggregated one that kubectl asks for first. */

interface GroupVersions {
  readonly group: string;
  readonly versions: readonly { readonly version: string; readonly resources: readonly Resource[] }[];
}

/** Groups in the order in which a server names them: as the list of resources does, custom ones last. */
export function groupsOf(table: ResourceTable): GroupVersions[] {
  const groups = new Map<string, Map<string, Resource[]>>();
  for (const resource of table.all()) {
    const versions = groups.get(resource.group) ?? new Map<string, Resource[]>();
    groups.set(resource.group, versions);
    versions.set(resource.version, [...(versions.get(resource.version) ?? []), resource]);
  }
  return [...groups].map(([group, versions]) => ({
    group,
    versions: [...versions].map(([version, resources]) => ({
      version,
      resources: resources.toSorted((a, b) => (a.plural < b.plural ? -1 : 1)),
    })),
  }));
}

export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

export function groupList(table: ResourceTable): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groupsOf(table)
      .filter(one => one.group)
      .map(groupDocument),
  };
}

export function groupOf(table: ResourceTable, group: string): JsonObject | undefined {
  const found = groupsOf(table).find(one => one.group === group && group !== '');
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(found) };
}

function groupDocument({ group, versions }: GroupVersions): JsonObject {
  const all = versions.map(({ version }) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions: all, preferredVersion: all[0] };
}

export function resourceList(table: ResourceTable, group: string, version: string): JsonObject | undefined {
  const found = groupsOf(table)
    .find(one => one.group === group)
    ?.versions.find(one => one.version === version);
  if (!found) return undefined;
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: group ? `${group}/${version}` : version,
    resources: found.resources.flatMap(entriesOf),
  };
}

function entriesOf(resource: Resource): JsonObject[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } = resource;
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(verbs.includes('list') ? { storageVersionHash: hashOf(resource) } : {}),
  };
  const subresources = resource.subresources.map(sub => ({
    name: `${plural}/${sub.name}`,
    singularName: '',
    namespaced,
    ...(sub.group ? { group: sub.group, version: sub.version } : {}),
    kind: sub.kind,
    verbs: sub.verbs,
  }));
  return [main, ...subresources];
}

function hashOf({ group, version, kind }: Resource): string {
  return Buffer.from(`${group}/${version}/${kind}`).toString('base64').slice(0, 11).padEnd(12, '=');
}

/** @param which `api`: the core group alone; `apis`: all others */
export function aggregated(table: ResourceTable, which: 'api' | 'apis'): JsonObject {
  const groups = groupsOf(table).filter(({ group }) => (which === 'api') === (group === ''));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(({ group, versions }) => ({
      metadata: group ? { name: group } : {},
      versions: versions.map(({ version, resources }) => ({
        version,
        resources: resources.map(aggregatedEntry),
        freshness: 'Current',
      })),
    })),
  };
}

function aggregatedEntry(resource: Resource): JsonObject {
  const { plural, singular, kind, namespaced, verbs, shortNames, categories, subresources } = resource;
  return {
    resource: plural,
    responseKind: { group: '', version: '', kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0
      ? {
          subresources: subresources.map(sub => ({
            subresource: sub.name,
            responseKind: { group: sub.group ?? '', version: sub.version ?? '', kind: sub.kind },
            verbs: sub.verbs,
          })),
        }
      : {}),
  };
}
