import type { AnyObject } from '../cluster-api.ts';
import type { RegistryContext } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { admitNamespace } from './namespace-lifecycle.ts';
import { admitNode } from './node-taint.ts';
import { admitPod } from './pod-admission.ts';
import { protectStorage } from './storage-protection.ts';

/** The admission plugins of a default server, as far as this cluster has what they guard. May change the object, may refuse it. */
export function admitCreate(context: RegistryContext, resource: Resource, object: AnyObject): void {
  admitNamespace(context, resource, object);
  if (resource.group !== '') return;
  if (resource.kind === 'Pod') admitPod(context, resource, object);
  if (resource.kind === 'Node') admitNode(object);
  protectStorage(object);
}
