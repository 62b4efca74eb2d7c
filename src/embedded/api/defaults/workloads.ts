import type { AnyObject } from '../cluster-api.ts';
import { defaultTo } from './absent.ts';
import { defaultTemplate } from './pod.ts';

/** Defaults of the kinds that make pods (kubernetes, apis/apps/v1/defaults.go, apis/batch/v1/defaults.go). */

/** Counts the templates that a DaemonSet had; a real server still writes it. */
export const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
const QUARTER = { maxSurge: '25%', maxUnavailable: '25%' };

export function defaultDeployment({ spec, ...rest }: AnyObject): void {
  if (!spec) return;
  defaultTo(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} });
  defaultTo(spec.strategy, { type: 'RollingUpdate' });
  if (spec.strategy.type === 'RollingUpdate') {
    defaultTo(spec.strategy, { rollingUpdate: {} });
    defaultTo(spec.strategy.rollingUpdate, QUARTER);
  }
  defaultTemplate({ spec, ...rest });
}

export function defaultReplicaSet(object: AnyObject): void {
  if (!object.spec) return;
  defaultTo(object.spec, { replicas: 1 });
  defaultTemplate(object);
}

export function defaultStatefulSet(object: AnyObject): void {
  const { spec } = object;
  if (!spec) return;
  defaultTo(spec, {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: {},
    persistentVolumeClaimRetentionPolicy: {},
  });
  defaultTo(spec.persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
  defaultTo(spec.updateStrategy, { type: 'RollingUpdate' });
  if (spec.updateStrategy.type === 'RollingUpdate') {
    defaultTo(spec.updateStrategy, { rollingUpdate: {} });
    defaultTo(spec.updateStrategy.rollingUpdate, { partition: 0 });
  }
  for (const claim of spec.volumeClaimTemplates ?? []) {
    defaultTo(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } });
    if (claim.spec) defaultTo(claim.spec, { volumeMode: 'Filesystem' });
  }
  defaultTemplate(object);
}

export function defaultDaemonSet(object: AnyObject): void {
  const { spec, metadata } = object;
  if (!spec) return;
  if (metadata && !metadata.annotations?.[TEMPLATE_GENERATION])
    metadata.annotations = { ...metadata.annotations, [TEMPLATE_GENERATION]: '1' };
  defaultTo(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
  defaultTo(spec.updateStrategy, { type: 'RollingUpdate' });
  if (spec.updateStrategy.type === 'RollingUpdate') {
    defaultTo(spec.updateStrategy, { rollingUpdate: {} });
    defaultTo(spec.updateStrategy.rollingUpdate, { maxSurge: 0, maxUnavailable: 1 });
  }
  defaultTemplate(object);
}

export function defaultJob(object: AnyObject): void {
  const { spec } = object;
  if (!spec) return;
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  defaultTo(spec, {
    parallelism: 1,
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2147483647,
    completionMode: 'NonIndexed',
    manualSelector: false,
    podReplacementPolicy: spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
    suspend: false,
  });
  if (!spec.manualSelector && object.metadata?.uid) defaultJobSelector(object);
  const labels = spec.template?.metadata?.labels;
  if (labels && object.metadata && !object.metadata.labels) object.metadata.labels = { ...labels };
  defaultTemplate(object);
}

/** A job finds its pods by its own uid, so that no other job's pods are taken for its own. */
function defaultJobSelector(job: AnyObject): void {
  const { uid, name } = job.metadata!;
  const template = job.spec.template;
  if (!template || job.spec.selector) return;
  template.metadata ??= {};
  template.metadata.labels = {
    ...template.metadata.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  job.spec.selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
}

export function defaultCronJob({ spec }: AnyObject): void {
  if (!spec) return;
  defaultTo(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  if (spec.jobTemplate) {
    spec.jobTemplate.metadata ??= {};
    if (spec.jobTemplate.spec?.template) defaultTemplate(spec.jobTemplate);
  }
}
