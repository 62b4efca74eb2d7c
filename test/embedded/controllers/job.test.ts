import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, settled, startTestCluster, type TestCluster, templateOf, until } from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster({ timings: { jobBackoffMs: 10, jobBackoffMaxMs: 20 } });
});
afterEach(() => cluster.stop());

const labelled = (name: string, spec: object): any => ({ metadata: { name, namespace: 'default' }, spec });

test('a Job replaces failed pods until enough have succeeded, and says Complete', async () => {
  const { api, kubelet } = cluster;
  const template = { spec: { ...templateOf('job').spec, restartPolicy: 'Never' } };
  api.create(
    'jobs.batch',
    labelled('sum', { completions: 2, parallelism: 1, backoffLimit: 3, ttlSecondsAfterFinished: 1, template }),
  );
  const running = (pods: readonly any[]) =>
    pods.some(pod => pod.status.phase === 'Running' && !pod.metadata.deletionTimestamp);
  for (const phase of ['Failed', 'Succeeded', 'Succeeded'] as const) {
    const pods = await until(api, 'pods', running);
    kubelet.finish('default', pods.find(pod => pod.status!.phase === 'Running')!.metadata!.name!, phase);
  }
  const [job] = await until(api, 'jobs.batch', ([one]) => Boolean(one?.status?.completionTime));
  expect(job!.status).toMatchObject({ succeeded: 2, failed: 1 });
  expect(job!.status!.conditions!.map(({ type, status, reason }) => ({ type, status, reason }))).toEqual([
    { type: 'SuccessCriteriaMet', status: 'True', reason: 'CompletionsReached' },
    { type: 'Complete', status: 'True', reason: 'CompletionsReached' },
  ]);
  expect(eventsOf(api, 'Job', 'sum').map(({ reason }) => reason)).toEqual([
    'SuccessfulCreate',
    'SuccessfulCreate',
    'SuccessfulCreate',
    'Completed',
  ]);
  // Its time to live is over: the Job goes, and its pods with it.
  await until(api, 'jobs.batch', jobs => jobs.length === 0);
  await until(api, 'pods', pods => pods.length === 0);
});

test('a Job whose pods keep failing has Failed after backoffLimit', async () => {
  const { api, kubelet } = cluster;
  const end = api.watch('pods', ({ object }) => {
    if (object.status?.phase === 'Running') kubelet.finish('default', object.metadata!.name!, 'Failed');
  });
  const template = { spec: { ...templateOf('job').spec, restartPolicy: 'Never' } };
  api.create('jobs.batch', labelled('doomed', { backoffLimit: 1, template }));
  const [job] = await until(api, 'jobs.batch', ([one]) =>
    Boolean(one?.status?.conditions?.some(({ type }) => type === 'Failed')),
  );
  end();
  expect(job!.status!.failed).toBe(2);
  expect(job!.status!.conditions!.at(-1)).toMatchObject({
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
  });
  await settled(api);
  expect(api.list('pods')).toHaveLength(2);
});

test('a Job is stopped when its deadline is over', async () => {
  const { api } = cluster;
  const template = { spec: { ...templateOf('job').spec, restartPolicy: 'Never' } };
  api.create('jobs.batch', labelled('slow', { activeDeadlineSeconds: 1, parallelism: 2, completions: 2, template }));
  const [job] = await until(api, 'jobs.batch', ([one]) =>
    Boolean(one?.status?.conditions?.some(({ type }) => type === 'Failed')),
  );
  expect(job!.status!.conditions!.at(-1)).toMatchObject({
    reason: 'DeadlineExceeded',
    message: 'Job was active longer than specified deadline',
  });
  expect(api.list('pods')).toEqual([]);
});

test('a suspended Job keeps no pods, and starts anew when it is resumed', async () => {
  const { api } = cluster;
  const template = { spec: { ...templateOf('job').spec, restartPolicy: 'Never' } };
  const suspend = (suspended: boolean) =>
    api.mutate('jobs.batch', 'default', 'rest', draft => {
      draft.spec!.suspend = suspended;
    });
  api.create('jobs.batch', labelled('rest', { template }));
  await until(api, 'jobs.batch', ([one]) => one?.status?.active === 1);
  suspend(true);
  await until(api, 'jobs.batch', ([one]) =>
    Boolean(one?.status?.conditions?.some(({ reason }) => reason === 'JobSuspended')),
  );
  await until(api, 'pods', pods => pods.length === 0);
  expect(api.get('jobs.batch', 'default', 'rest')!.status!.startTime).toBeUndefined();
  suspend(false);
  const [job] = await until(api, 'jobs.batch', ([one]) => one?.status?.active === 1);
  expect(job!.status).toMatchObject({ startTime: expect.any(String) });
  expect(job!.status!.failed).toBeUndefined();
  expect(job!.status!.conditions).toEqual([
    expect.objectContaining({ type: 'Suspended', status: 'False', reason: 'JobResumed' }),
  ]);
});
