import type { AnyObject } from '../cluster-api.ts';
import type { Resource } from '../resources/index.ts';
import type { UpdateOptions } from './registry.ts';

/** Takes back from `next` what an update through this (sub)resource cannot change. */
export function carryOver(
  resource: Resource,
  current: AnyObject,
  next: AnyObject,
  subresource: UpdateOptions['subresource'],
): AnyObject {
  if (subresource === 'status') return withOnlyStatus(resource, current, next);
  const { status: _wanted, ...rest } = next;
  const kept = resource.separateStatus ? { ...rest, ...(current.status ? { status: current.status } : {}) } : next;
  if (resource.kind === 'Namespace' && subresource !== 'finalize')
    return { ...kept, spec: { ...kept.spec, finalizers: current.spec?.finalizers } };
  if (resource.kind === 'Service') return withAddress(current, kept);
  if (resource.kind === 'Secret' || resource.kind === 'ServiceAccount') return kept;
  return structuredClone(kept);
}

function withOnlyStatus(resource: Resource, current: AnyObject, next: AnyObject): AnyObject {
  const metadata = structuredClone(current.metadata!);
  metadata.managedFields = next.metadata?.managedFields;
  metadata.annotations = next.metadata?.annotations;
  if (resource.kind === 'Pod' || resource.kind === 'Node') metadata.labels = next.metadata?.labels;
  for (const key of ['managedFields', 'labels', 'annotations'] as const)
    if (metadata[key] === undefined) delete metadata[key];
  const { status: _before, ...rest } = current;
  return { ...rest, metadata, ...(next.status === undefined ? {} : { status: next.status }) };
}

/** An update that leaves the cluster address and node ports out keeps them. */
function withAddress(current: AnyObject, next: AnyObject): AnyObject {
  const before = current.spec ?? {};
  const spec = { ...next.spec };
  if (spec.type !== 'ExternalName' && before.type !== 'ExternalName') {
    spec.clusterIP ??= before.clusterIP;
    spec.clusterIPs ??= before.clusterIPs;
  }
  if (spec.type === before.type)
    spec.ports = spec.ports?.map((port: AnyObject) => {
      const known = before.ports?.find(
        (one: AnyObject) => one.port === port.port && (one.protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
      );
      return port.nodePort === undefined && known?.nodePort ? { ...port, nodePort: known.nodePort } : port;
    });
  return { ...next, spec };
}
