import type { AnyObject } from '../cluster-api.ts';
import { matchesSelector } from '../selectors/index.ts';
import { type FieldError, forbidden, invalid, notSupported, required } from '../status/index.ts';
import { validateLabels } from './metadata.ts';
import { isZero, validateCountOrShare, validateNotNegative } from './numbers.ts';
import { validatePodSpec } from './pod-spec.ts';
import { validateSelector } from './selector.ts';

/** Deployments, ReplicaSets, StatefulSets, DaemonSets (kubernetes, apis/apps/validation/validation.go). */

export function validateDeployment({ spec = {} }: AnyObject): FieldError[] {
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec;
  return [
    ...validateNotNegative(spec.replicas, 'spec.replicas'),
    ...validateSelectorAndTemplate(spec, 'deployment'),
    ...validateStrategy(spec.strategy ?? {}),
    ...validateNotNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...validateNotNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...validateNotNegative(progressDeadlineSeconds, 'spec.progressDeadlineSeconds'),
    ...(progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
      ? [invalid('spec.progressDeadlineSeconds', progressDeadlineSeconds, 'must be greater than minReadySeconds')]
      : []),
  ];
}

export function validateReplicaSet({ spec = {} }: AnyObject): FieldError[] {
  return [
    ...validateNotNegative(spec.replicas, 'spec.replicas'),
    ...validateNotNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateSelectorAndTemplate(spec, 'deployment'),
  ];
}

export function validateStatefulSet({ spec = {} }: AnyObject): FieldError[] {
  const { podManagementPolicy: policy, updateStrategy = {} } = spec;
  return [
    ...(policy === 'OrderedReady' || policy === 'Parallel'
      ? []
      : [invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]),
    ...(updateStrategy.type === 'RollingUpdate' || updateStrategy.type === 'OnDelete'
      ? []
      : [invalid('spec.updateStrategy', internalStrategy(updateStrategy), "must be 'RollingUpdate' or 'OnDelete'")]),
    ...validateNotNegative(spec.replicas, 'spec.replicas'),
    ...validateNotNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateSelectorAndTemplate(spec, 'statefulset'),
  ];
}

export function validateDaemonSet({ spec = {} }: AnyObject): FieldError[] {
  const { updateStrategy = {} } = spec;
  const known = updateStrategy.type === 'RollingUpdate' || updateStrategy.type === 'OnDelete';
  const { maxSurge, maxUnavailable } = updateStrategy.rollingUpdate ?? {};
  const rolling = 'spec.updateStrategy.rollingUpdate';
  return [
    ...validateSelectorAndTemplate(spec, 'daemonset'),
    ...validateNotNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...(known
      ? []
      : [notSupported('spec.updateStrategy', internalStrategy(updateStrategy), ['RollingUpdate', 'OnDelete'])]),
    ...(updateStrategy.type === 'RollingUpdate'
      ? [
          ...validateCountOrShare(maxUnavailable, `${rolling}.maxUnavailable`),
          ...validateCountOrShare(maxSurge, `${rolling}.maxSurge`),
          ...(isZero(maxSurge) && isZero(maxUnavailable)
            ? [required(`${rolling}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')]
            : []),
        ]
      : []),
  ];
}

function validateStrategy(strategy: AnyObject): FieldError[] {
  const field = 'spec.strategy';
  const { type, rollingUpdate } = strategy;
  if (type === 'Recreate')
    return rollingUpdate
      ? [forbidden(`${field}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  if (type !== 'RollingUpdate') return [notSupported(field, internalStrategy(strategy), ['Recreate', 'RollingUpdate'])];
  const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
  return [
    ...validateCountOrShare(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`),
    ...validateSurge(maxSurge, `${field}.rollingUpdate.maxSurge`),
    ...(isZero(maxSurge) && isZero(maxUnavailable)
      ? [invalid(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
      : []),
  ];
}

/** More than twice as many is allowed. */
function validateSurge(value: string | number | undefined, field: string): FieldError[] {
  return validateCountOrShare(value, field).filter(error => !error.body.endsWith('must not be greater than 100%'));
}

/** The server shows the strategy in its internal form. */
function internalStrategy({ type, rollingUpdate }: AnyObject): object {
  return { Type: type ?? '', RollingUpdate: rollingUpdate ?? null };
}

function validateSelectorAndTemplate(spec: AnyObject, kind: string): FieldError[] {
  const { selector } = spec;
  const isEmpty = selector && !Object.keys(selector.matchLabels ?? {}).length && !selector.matchExpressions?.length;
  const selectorErrors = selector ? validateSelector(selector, 'spec.selector') : [required('spec.selector')];
  const isBroken = selector !== undefined && selectorErrors.length > 0;
  return [
    ...selectorErrors,
    ...(isEmpty ? [invalid('spec.selector', selector, `empty selector is invalid for ${kind}`)] : []),
    ...(isBroken
      ? [invalid('spec.selector', selector, 'invalid label selector')]
      : validateTemplate(spec, selector, isEmpty)),
  ];
}

function validateTemplate(spec: AnyObject, selector: AnyObject | undefined, isEmpty: boolean): FieldError[] {
  const field = 'spec.template';
  const template = spec.template ?? {};
  const labels = template.metadata?.labels;
  const restart = template.spec?.restartPolicy;
  return [
    ...(!isEmpty && !matchesSelector(selector, labels)
      ? [invalid(`${field}.metadata.labels`, labels, '`selector` does not match template `labels`')]
      : []),
    ...validateLabels(labels, `${field}.labels`),
    ...validatePodSpec(withDefaults(template.spec), `${field}.spec`),
    ...(restart !== undefined && restart !== 'Always'
      ? [notSupported(`${field}.spec.restartPolicy`, restart, ['Always'])]
      : []),
    ...(template.spec?.activeDeadlineSeconds !== undefined
      ? [forbidden(`${field}.spec.activeDeadlineSeconds`, 'activeDeadlineSeconds in ReplicaSet is not Supported')]
      : []),
  ];
}

/** A template without a spec is told of its missing containers, not of what a default would have set. */
export function withDefaults(spec: AnyObject = {}): AnyObject {
  return { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', ...spec };
}
