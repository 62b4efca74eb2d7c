import type { Job } from '../objects.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { timestamp } from '../timestamps.ts';
import { type JobCondition, withJobCondition } from './conditions.ts';
import type { JobStep } from './step.ts';

type JobStatus = NonNullable<Job['status']>;

export interface Outcome {
  readonly failure: { readonly reason: string; readonly message: string } | undefined;
  readonly isComplete: boolean;
  readonly suspended: boolean;
}

/** Writes the status with its conditions: the interim ones first, the final one when no pod is left. */
export function conclude({ context, record, job }: JobStep, status: JobStatus, outcome: Outcome): void {
  const time = timestamp(context.now());
  const isSettled = !status.active && !status.terminating;
  let conditions: JobCondition[] | undefined = job.status?.conditions;
  const set = (type: string, isTrue: boolean, reason: string, message: string) => {
    conditions = withJobCondition(conditions, type, isTrue, reason, message, time);
  };
  const { failure, isComplete, suspended } = outcome;
  const wasSuspended = conditions?.some(one => one.type === 'Suspended' && one.status === 'True');
  if (failure) {
    set('FailureTarget', true, failure.reason, failure.message);
    if (isSettled) {
      set('Failed', true, failure.reason, failure.message);
      record(job, 'Warning', failure.reason, failure.message);
    }
  } else if (isComplete) {
    const message = 'Reached expected number of succeeded pods';
    set('SuccessCriteriaMet', true, 'CompletionsReached', message);
    if (isSettled) {
      set('Complete', true, 'CompletionsReached', message);
      status.completionTime = time;
      record(job, 'Normal', 'Completed', 'Job completed');
    }
  } else if (suspended && !wasSuspended) {
    set('Suspended', true, 'JobSuspended', 'Job suspended');
    record(job, 'Normal', 'Suspended', 'Job suspended');
  } else if (!suspended && wasSuspended) {
    set('Suspended', false, 'JobResumed', 'Job resumed');
    record(job, 'Normal', 'Resumed', 'Job resumed');
  }
  status.conditions = conditions;
  if (semanticallyEqual(job.status, status)) return;
  context.api.mutateStatus('jobs.batch', job.metadata!.namespace, job.metadata!.name!, draft => {
    draft.status = status;
  });
}
