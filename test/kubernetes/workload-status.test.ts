import { describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { findPodTrouble } from '../../src/kubernetes/pod-trouble.ts';
import { workloadStatus } from '../../src/kubernetes/workload-status.ts';

const deployment = (status: object, generation = 2) => ({
  kind: 'Deployment',
  metadata: { name: 'web', generation },
  spec: { replicas: 3 },
  status: { observedGeneration: 2, ...status },
});

describe('a workload', () => {
  test.each([
    [
      'is not looked at yet',
      deployment({ readyReplicas: 3, updatedReplicas: 3, replicas: 3 }, 3),
      /controller has not looked/,
    ],
    [
      'has replicas of the version before',
      deployment({ updatedReplicas: 1, readyReplicas: 3, replicas: 4 }),
      /^1 of 3 replicas are up to date/,
    ],
    [
      'has replicas that are not ready',
      deployment({ updatedReplicas: 3, readyReplicas: 2, replicas: 3 }),
      /^2 of 3 replicas are ready/,
    ],
    [
      'has old replicas on their way out',
      deployment({ updatedReplicas: 3, readyReplicas: 3, replicas: 4 }),
      /^1 old replicas still/,
    ],
  ])('that %s is progressing', (_, object, progress) => {
    expect(workloadStatus(object)).toEqual({ state: 'progressing', progress: expect.stringMatching(progress) });
  });

  test('is ready when all of its newest version is, none wished for included', () => {
    expect(workloadStatus(deployment({ updatedReplicas: 3, readyReplicas: 3, replicas: 3 }))).toEqual({
      state: 'ready',
    });
    expect(workloadStatus({ ...deployment({}), spec: { replicas: 0 } } as never)).toEqual({ state: 'ready' });
  });

  test('whose pods are refused has failed', () => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: tight' },
    ];
    expect(workloadStatus(deployment({ conditions }))).toEqual({
      state: 'failed',
      reason: 'its pods cannot be made: exceeded quota: tight',
    });
  });

  test('whose namespace is so new that it has no service account only needs time', () => {
    const message =
      'pods "web-1" is forbidden: error looking up service account shop/default: serviceaccount "default" not found';
    const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }];
    expect(workloadStatus(deployment({ conditions })).state).toBe('progressing');
  });

  test('of a Job is ready when complete, failed when given up', () => {
    const job = (status: object) =>
      ({ kind: 'Job', metadata: { name: 'once' }, spec: { completions: 2 }, status }) as never;
    expect(workloadStatus(job({ succeeded: 1 }))).toEqual({
      state: 'progressing',
      progress: '1 of 2 completions are done',
    });
    expect(workloadStatus(job({ conditions: [{ type: 'Complete', status: 'True' }] }))).toEqual({ state: 'ready' });
    expect(workloadStatus(job({ conditions: [{ type: 'Failed', status: 'True', message: 'backoff' }] })).state).toBe(
      'failed',
    );
  });
});

describe('a pod', () => {
  const pod = (status: object): V1Pod => ({ metadata: { name: 'web-1' }, status }) as V1Pod;
  const waiting = (reason: string, more: object = {}) => ({
    name: 'main',
    image: 'shop:dev',
    restartCount: 0,
    ready: false,
    state: { waiting: { reason, message: 'because\nof that' } },
    ...more,
  });
  const crashed = { lastState: { terminated: { exitCode: 1 } } };

  test('that only starts has no trouble', () => {
    expect(findPodTrouble(pod({ containerStatuses: [waiting('ContainerCreating')] }), 0)).toBeUndefined();
  });

  test('that crashed once or twice may yet come up; the third time is certain', () => {
    const look = (restartCount: number) =>
      findPodTrouble(pod({ containerStatuses: [waiting('CrashLoopBackOff', { ...crashed, restartCount })] }), 0);
    expect(look(1)).toMatchObject({
      certain: false,
      reason: 'container main crashes (exit code 1, 1 restart)',
      previous: true,
    });
    expect(look(2)).toMatchObject({ certain: true });
  });

  test('whose init container is the trouble says that one', () => {
    const status = {
      initContainerStatuses: [waiting('ErrImagePull', { name: 'migrate' })],
      containerStatuses: [waiting('PodInitializing')],
    };
    expect(findPodTrouble(pod(status), 0)).toEqual({
      certain: true,
      reason: 'image shop:dev cannot be pulled (because)',
    });
  });

  test('that no node takes becomes certain with time', () => {
    const since = Date.parse('2026-11-22T12:00:00Z');
    const conditions = [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/1 nodes',
        lastTransitionTime: '2026-11-22T12:00:00Z',
      },
    ];
    expect(findPodTrouble(pod({ conditions }), since + 1_000)).toEqual({
      certain: false,
      reason: 'no node takes it (0/1 nodes)',
    });
    expect(findPodTrouble(pod({ conditions }), since + 10_000)).toMatchObject({ certain: true });
  });
});
