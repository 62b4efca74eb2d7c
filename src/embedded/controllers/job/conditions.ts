import type { Job, Pod } from '../objects.ts';
import { restartCount } from '../pod-state.ts';
import { epochMsOf } from '../timestamps.ts';

type JobStatus = NonNullable<Job['status']>;
export type JobCondition = NonNullable<JobStatus['conditions']>[number];

export function isFinishedJob({ status }: Job): boolean {
  return Boolean(status?.conditions?.some(one => ['Complete', 'Failed'].includes(one.type) && one.status === 'True'));
}

/** Why the Job has failed, if it has: decided once, then kept. */
export function failureOf(
  { spec, status: before }: Job,
  status: JobStatus,
  active: readonly Pod[],
  nowMs: number,
): { readonly reason: string; readonly message: string } | undefined {
  const decided = before?.conditions?.find(one => one.type === 'FailureTarget' && one.status === 'True');
  if (decided) return { reason: decided.reason!, message: decided.message! };
  if (before?.conditions?.some(one => one.type === 'SuccessCriteriaMet' && one.status === 'True')) return undefined;
  const limit = spec!.backoffLimit ?? 6;
  const restarts = active.reduce((sum, pod) => sum + restartCount(pod), 0);
  const restartsInPlace = spec!.template.spec?.restartPolicy === 'OnFailure';
  const isPastLimit = restartsInPlace && (limit === 0 ? restarts > 0 : restarts >= limit);
  if ((status.failed ?? 0) > limit || isPastLimit) {
    return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  }
  const { activeDeadlineSeconds } = spec!;
  const { startTime } = status;
  if (activeDeadlineSeconds === undefined || startTime === undefined || spec!.suspend) return undefined;
  if (nowMs - epochMsOf(startTime) < activeDeadlineSeconds * 1000) return undefined;
  return { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };
}

/** The conditions with this one; one that says the same already stays as it is. */
export function withJobCondition(
  conditions: readonly JobCondition[] | undefined,
  type: string,
  isTrue: boolean,
  reason: string,
  message: string,
  time: string,
): JobCondition[] {
  const status = isTrue ? 'True' : 'False';
  const earlier = conditions?.find(condition => condition.type === type);
  if (earlier?.status === status) return [...conditions!];
  const others = (conditions ?? []).filter(condition => condition.type !== type);
  return [...others, { type, status, reason, message, lastProbeTime: time, lastTransitionTime: time }];
}
