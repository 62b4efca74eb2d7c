import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, invalid, notSupported, required } from '../status/index.ts';
import { validateNotNegative } from './numbers.ts';
import { validatePodSpec } from './pod-spec.ts';
import { withDefaults } from './workloads.ts';

const RESTART_POLICIES = ['OnFailure', 'Never'];
const CONCURRENCY = ['Allow', 'Forbid', 'Replace'];
const CRON_FIELDS = 5;

/** Jobs and CronJobs (kubernetes, apis/batch/validation/validation.go). */

export function validateJob({ spec = {} }: AnyObject): FieldError[] {
  return validateJobSpec(spec, 'spec');
}

function validateJobSpec(spec: AnyObject, field: string): FieldError[] {
  const template = `${field}.template.spec`;
  const pod: AnyObject | undefined = spec.template?.spec;
  const counts = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
  const podErrors = validatePodSpec(withDefaults(pod), template);
  return [
    ...counts.flatMap(name => validateNotNegative(spec[name], `${field}.${name}`)),
    ...podErrors,
    ...(pod?.restartPolicy === 'Always' || pod?.restartPolicy === undefined
      ? [
          required(
            `${template}.restartPolicy`,
            `valid values: ${RESTART_POLICIES.map(name => JSON.stringify(name)).join(', ')}`,
          ),
        ]
      : RESTART_POLICIES.includes(pod.restartPolicy)
        ? []
        : [notSupported(`${template}.restartPolicy`, pod.restartPolicy, RESTART_POLICIES)]),
  ];
}

export function validateCronJob({ spec = {} }: AnyObject): FieldError[] {
  return [
    ...validateJobSpec(spec.jobTemplate?.spec ?? {}, 'spec.jobTemplate.spec'),
    ...(spec.schedule ? validateSchedule(spec.schedule) : [required('spec.schedule')]),
    ...validateNotNegative(spec.startingDeadlineSeconds, 'spec.startingDeadlineSeconds'),
    ...(CONCURRENCY.includes(spec.concurrencyPolicy)
      ? []
      : [notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, CONCURRENCY)]),
    ...validateNotNegative(spec.successfulJobsHistoryLimit, 'spec.successfulJobsHistoryLimit'),
    ...validateNotNegative(spec.failedJobsHistoryLimit, 'spec.failedJobsHistoryLimit'),
  ];
}

function validateSchedule(schedule: string): FieldError[] {
  const fields = schedule.trim().split(/\s+/);
  if (schedule.startsWith('@') || fields.length === CRON_FIELDS) return [];
  const detail = `expected exactly ${CRON_FIELDS} fields, found ${fields.length}: [${fields.join(' ')}]`;
  return [invalid('spec.schedule', schedule, detail)];
}
