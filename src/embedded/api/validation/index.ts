import type { AnyObject } from '../cluster-api.ts';
import { validateDefinition, validateSchema } from '../custom-resources/index.ts';
import type { UpdateOptions } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import type { FieldError } from '../status/index.ts';
import { IMMUTABLE_PARTS } from './immutable.ts';
import { validateCronJob, validateJob } from './jobs.ts';
import { validateMetadata, validateMetadataUpdate, validateUnchanged } from './metadata.ts';
import {
  validateBudget,
  validateConfigMap,
  validateEndpointSlice,
  validateLimitRange,
  validateRole,
  validateRoleBinding,
  validateSecret,
} from './others.ts';
import { validatePodSpec } from './pod-spec.ts';
import { validatePodUpdate } from './pod-update.ts';
import { validateService } from './service.ts';
import { validateDaemonSet, validateDeployment, validateReplicaSet, validateStatefulSet } from './workloads.ts';

/** What must hold for an object of a kind, whether it is new or changed. */
const RULES: Readonly<Record<string, (object: AnyObject) => FieldError[]>> = {
  ConfigMap: validateConfigMap,
  ClusterRole: validateRole,
  ClusterRoleBinding: validateRoleBinding,
  CronJob: validateCronJob,
  CustomResourceDefinition: validateDefinition,
  DaemonSet: validateDaemonSet,
  Deployment: validateDeployment,
  EndpointSlice: validateEndpointSlice,
  Job: validateJob,
  LimitRange: validateLimitRange,
  Pod: ({ spec }) => validatePodSpec({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', ...spec }, 'spec'),
  PodDisruptionBudget: validateBudget,
  ReplicaSet: validateReplicaSet,
  Role: validateRole,
  RoleBinding: validateRoleBinding,
  Secret: validateSecret,
  Service: validateService,
  StatefulSet: validateStatefulSet,
};

/** Everything that is wrong with a new object. */
export function validateCreate(resource: Resource, object: AnyObject): FieldError[] {
  return [...validateMetadata(resource, object), ...rulesOf(resource)(object)];
}

/** Everything that is wrong with an object after a change. */
export function validateUpdate(
  resource: Resource,
  next: AnyObject,
  before: AnyObject,
  subresource: UpdateOptions['subresource'],
): FieldError[] {
  const once = validateMetadataUpdate(next, before);
  // The server looks at metadata for every kind, and once more for this one.
  const metadata = [...once, ...once];
  if (subresource === 'status') return metadata;
  if (resource.kind === 'Pod') return [...metadata, ...validatePodUpdate(next, before)];
  // The server looks at this one first, and at what is immutable of all others last.
  const secretType = resource.kind === 'Secret' ? validateUnchanged(next.type, before.type, 'type') : [];
  const immutable = IMMUTABLE_PARTS[resource.kind]?.(next, before) ?? [];
  return [...metadata, ...secretType, ...rulesOf(resource)(next), ...immutable];
}

function rulesOf(resource: Resource): (object: AnyObject) => FieldError[] {
  const { custom } = resource;
  if (custom) return object => validateSchema(object, custom.schema);
  return RULES[resource.kind] ?? (() => []);
}
