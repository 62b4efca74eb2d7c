import type { Controller } from './context.ts';

/** Says of every CronJob that it will not run here; silence would look like a schedule that never comes. */
export const cronJobController: Controller = context => {
  const cronJobs = context.informers('cronjobs.batch');
  const record = context.recorder('cronjob-controller');
  cronJobs.onChange(({ before, after }) => {
    if (before || !after) return;
    record(after, 'Warning', 'Unsupported', 'the embedded cluster does not run CronJobs: run this on kind');
  });
};
