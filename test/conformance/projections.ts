/** Parts of answers that are compared where the rest cannot be the same. Each takes a parsed body. */

/** API groups that the embedded cluster serves. The others of a real API server are absent on purpose. */
export const servedGroups: Readonly<Record<string, readonly string[]>> = {
  apps: ['v1'],
  batch: ['v1'],
  policy: ['v1'],
  'rbac.authorization.k8s.io': ['v1'],
  'discovery.k8s.io': ['v1'],
  'coordination.k8s.io': ['v1'],
  'apiextensions.k8s.io': ['v1'],
  'networking.k8s.io': ['v1'],
  'storage.k8s.io': ['v1'],
  'scheduling.k8s.io': ['v1'],
  'authentication.k8s.io': ['v1'],
  'authorization.k8s.io': ['v1'],
};

/** Resources that an app on a CI cluster uses. What a real API server has beyond them is absent on purpose. */
export const servedResources: ReadonlySet<string> = new Set(
  `namespaces nodes pods services endpoints configmaps secrets serviceaccounts events persistentvolumes
   persistentvolumeclaims resourcequotas limitranges bindings deployments replicasets statefulsets daemonsets
   controllerrevisions jobs cronjobs endpointslices poddisruptionbudgets leases networkpolicies storageclasses
   priorityclasses roles rolebindings clusterroles clusterrolebindings customresourcedefinitions
   selfsubjectaccessreviews subjectaccessreviews selfsubjectrulesreviews tokenreviews selfsubjectreviews`.split(/\s+/),
);

/** Subresources that scenarios and kubectl's everyday commands use. */
const servedSubresources = new Set(
  'status scale log exec attach portforward eviction binding token finalize ephemeralcontainers'.split(' '),
);

function isServed(resource: string): boolean {
  const [plural = '', subresource] = resource.split('/');
  return servedResources.has(plural) && (subresource === undefined || servedSubresources.has(subresource));
}

const byName = (a: any, b: any) => (a.name ?? a.resource).localeCompare(b.name ?? b.resource);

const preferredOnly = (group: any) => ({
  ...group,
  versions: group.versions.filter((version: any) => servedGroups[group.name]?.includes(version.version)),
});

export const projections: Readonly<Record<string, (body: any) => unknown>> = {
  /** Field names, without their values. */
  keys: body => Object.keys(body).sort(),
  /** `/apis`: the groups that the embedded cluster serves, in the versions that it serves. */
  groups: body =>
    body.groups
      .filter((group: any) => group.name in servedGroups)
      .map(preferredOnly)
      .sort(byName),
  /** One API resource list, as clients before aggregated discovery read it. */
  resources: body => ({
    ...body,
    resources: body.resources.filter((resource: any) => isServed(resource.name)).sort(byName),
  }),
  /** Aggregated discovery: group → version → resources. */
  aggregated: body => ({
    ...body,
    items: body.items
      .filter((group: any) => !group.metadata?.name || group.metadata.name in servedGroups)
      .sort((a: any, b: any) => (a.metadata?.name ?? '').localeCompare(b.metadata?.name ?? ''))
      .map((group: any) => ({
        ...group,
        versions: group.versions
          .filter(
            (version: any) => !group.metadata?.name || servedGroups[group.metadata.name]?.includes(version.version),
          )
          .map((version: any) => ({
            ...version,
            resources: version.resources
              .filter((resource: any) => isServed(resource.resource))
              .sort(byName)
              .map((resource: any) => ({
                ...resource,
                ...(resource.subresources && {
                  subresources: resource.subresources.filter((one: any) => servedSubresources.has(one.subresource)),
                }),
              })),
          })),
      })),
  }),
  /** `/openapi/v3`: the documents of the groups that are served. */
  openapiPaths: body =>
    ['api/v1', ...Object.entries(servedGroups).flatMap(([group, versions]) => versions.map(v => `apis/${group}/${v}`))]
      .filter(path => path in body.paths)
      .sort(),
  /** Types and states of an object's conditions. */
  conditions: body =>
    body.status.conditions.map((one: any) => ({ type: one.type, status: one.status, reason: one.reason })),
  /** A list's objects by name only. */
  names: body => body.items.map((item: any) => item.metadata.name),
  /** What a user wrote of an object, while controllers are at work on the rest. */
  spec: body => body.spec,
  /** The same with the owners of its fields, controllers left out. */
  ownedSpec: body => ({
    spec: body.spec,
    managedFields: body.metadata.managedFields.filter((entry: any) => !entry.subresource),
  }),
  /** Events as people read them, without how often and when; in the order of their text. Warnings come and go. */
  events: body =>
    body.items
      .filter((event: any) => event.type === 'Normal')
      .map((event: any) => [event.type, event.reason, event.source?.component, event.message].join(' | '))
      .sort(),
};
