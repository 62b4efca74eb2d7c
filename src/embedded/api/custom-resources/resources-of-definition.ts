import type { AnyObject } from '../cluster-api.ts';
import type { Resource, Subresource } from '../resources/index.ts';

/** In the order in which the server of custom resources names them. */
const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const WRITES = ['get', 'patch', 'update'];

/** The resources that a CustomResourceDefinition brings: one for each version that is served. */
export function resourcesOfDefinition({ spec }: AnyObject): Resource[] {
  const { group, scope, names } = spec;
  return spec.versions
    .filter((version: AnyObject) => version.served)
    .map((version: AnyObject): Resource => {
      const subresources: Subresource[] = [
        ...(version.subresources?.status ? [{ name: 'status', kind: names.kind, verbs: WRITES }] : []),
        ...(version.subresources?.scale
          ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: WRITES }]
          : []),
      ];
      return {
        group,
        version: version.name,
        plural: names.plural,
        singular: names.singular,
        kind: names.kind,
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        namespaced: scope === 'Namespaced',
        verbs: VERBS,
        subresources,
        separateStatus: Boolean(version.subresources?.status),
        countsGenerations: true,
        custom: {
          schema: version.schema?.openAPIV3Schema ?? { 'x-kubernetes-preserve-unknown-fields': true },
          columns: version.additionalPrinterColumns ?? [],
        },
      };
    });
}
