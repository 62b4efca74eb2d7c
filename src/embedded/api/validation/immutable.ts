import type { AnyObject } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import { type FieldError, forbidden, invalid } from '../status/index.ts';
import { validateUnchanged } from './metadata.ts';

/** What an update may not change, by kind. */
export const IMMUTABLE_PARTS: Readonly<Record<string, (next: AnyObject, before: AnyObject) => FieldError[]>> = {
  Deployment: (next, before) => validateUnchanged(next.spec?.selector, before.spec?.selector, 'spec.selector'),
  ReplicaSet: (next, before) => validateUnchanged(next.spec?.selector, before.spec?.selector, 'spec.selector'),
  DaemonSet: (next, before) => validateUnchanged(next.spec?.selector, before.spec?.selector, 'spec.selector'),
  StatefulSet: validateStatefulSetUpdate,
  Job: validateJobUpdate,
  Service: validateServiceUpdate,
  ConfigMap: validateDataUpdate,
  Secret: validateDataUpdate,
  RoleBinding: validateRoleRef,
  ClusterRoleBinding: validateRoleRef,
  PersistentVolumeClaim: validateClaimUpdate,
  EndpointSlice: (next, before) => validateUnchanged(next.addressType, before.addressType, 'addressType'),
  PriorityClass: (next, before) => [
    ...(next.value === before.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
    ...validateUnchanged(next.preemptionPolicy, before.preemptionPolicy, 'preemptionPolicy'),
  ],
  StorageClass: (next, before) => [
    ...(isSameJson(next.parameters, before.parameters)
      ? []
      : [forbidden('parameters', 'updates to parameters are forbidden.')]),
    ...(next.provisioner === before.provisioner
      ? []
      : [forbidden('provisioner', 'updates to provisioner are forbidden.')]),
    ...validateUnchanged(next.volumeBindingMode, before.volumeBindingMode, 'volumeBindingMode'),
  ],
};

const STATEFUL_SET_FIELDS = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function validateStatefulSetUpdate(next: AnyObject, before: AnyObject): FieldError[] {
  if (isSameJson(without(next.spec, STATEFUL_SET_FIELDS), without(before.spec, STATEFUL_SET_FIELDS))) return [];
  const detail =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  return [forbidden('spec', detail)];
}

function validateJobUpdate({ spec = {} }: AnyObject, { spec: before = {} }: AnyObject): FieldError[] {
  return [
    ...(before.completionMode === 'Indexed'
      ? []
      : validateUnchanged(spec.completions, before.completions, 'spec.completions')),
    ...validateUnchanged(spec.selector, before.selector, 'spec.selector'),
    ...validateUnchanged(spec.template, before.template, 'spec.template'),
    ...validateUnchanged(spec.completionMode, before.completionMode, 'spec.completionMode'),
    ...validateUnchanged(spec.podFailurePolicy, before.podFailurePolicy, 'spec.podFailurePolicy'),
  ];
}

function validateServiceUpdate({ spec = {} }: AnyObject, { spec: before = {} }: AnyObject): FieldError[] {
  const moved =
    before.clusterIP &&
    spec.type !== 'ExternalName' &&
    before.type !== 'ExternalName' &&
    spec.clusterIP !== before.clusterIP;
  return moved ? [invalid('spec.clusterIPs[0]', [spec.clusterIP], 'may not change once set')] : [];
}

function validateDataUpdate(next: AnyObject, before: AnyObject): FieldError[] {
  if (!before.immutable) return [];
  const detail = 'field is immutable when `immutable` is set';
  return [
    ...(next.immutable ? [] : [forbidden('immutable', detail)]),
    ...['data', 'binaryData']
      .filter(name => !isSameJson(next[name], before[name]))
      .map(name => forbidden(name, detail)),
  ];
}

function validateRoleRef(next: AnyObject, before: AnyObject): FieldError[] {
  if (isSameJson(next.roleRef, before.roleRef)) return [];
  const { apiGroup, kind, name } = next.roleRef ?? {};
  return [
    invalid('roleRef', { APIGroup: apiGroup ?? '', Kind: kind ?? '', Name: name ?? '' }, 'cannot change roleRef'),
  ];
}

function validateClaimUpdate(next: AnyObject, before: AnyObject): FieldError[] {
  const free = ['resources', 'volumeName', 'volumeAttributesClassName'];
  if (isSameJson(without(next.spec, free), without(before.spec, free))) return [];
  return [
    forbidden(
      'spec',
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    ),
  ];
}

export function without(object: AnyObject | undefined, names: readonly string[]): AnyObject {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !names.includes(name)));
}
