import { type Resource, resourceName } from './resource.ts';
import { BUILT_IN_RESOURCES, REVIEWS } from './resource-list.ts';

/** All resources served now: the built-in ones and those that CustomResourceDefinitions brought. */
export interface ResourceTable {
  all(): readonly Resource[];
  /** By `pods`, `deployments.apps`. */
  byName(name: string): Resource | undefined;
  byPath(group: string, version: string, plural: string): Resource | undefined;
  byKind(apiVersion: string, kind: string): Resource | undefined;
  /** Replaces all resources that custom definitions bring. */
  setCustom(resources: readonly Resource[]): void;
  isBuiltIn(resource: Resource): boolean;
}

export function createResourceTable(): ResourceTable {
  const fixed = [...BUILT_IN_RESOURCES, ...REVIEWS];
  const builtIn = new Map(fixed.map(resource => [resourceName(resource), resource]));
  let custom: readonly Resource[] = [];
  const all = () => [...fixed, ...custom];
  return {
    all,
    byName: name => builtIn.get(name) ?? custom.find(resource => resourceName(resource) === name),
    byPath: (group, version, plural) =>
      all().find(one => one.group === group && one.version === version && one.plural === plural),
    byKind: (apiVersion, kind) =>
      all().find(one => one.kind === kind && (one.group ? `${one.group}/` : '') + one.version === apiVersion),
    setCustom(resources) {
      custom = resources;
    },
    isBuiltIn: resource => builtIn.get(resourceName(resource)) === resource,
  };
}
