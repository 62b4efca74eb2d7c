import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GroupAnswers } from './answer.ts';
import { readConnection } from './connection.ts';
import { type RunningCluster, startEmbeddedCluster } from './embedded-cluster.ts';
import { knownDifferences, reasonFor } from './known-differences.ts';
import { findKubectl } from './kubectl-command.ts';
import { startLabCluster } from './lab-cluster.ts';
import { asStored, readRecording } from './recording.ts';
import { groups } from './requests/index.ts';
import type { RequestGroup } from './requests/request.ts';
import { needsKubectl } from './run-group.ts';
import { runGroups } from './run-groups.ts';

const found = await findKubectl();
const kubectl = 'missing' in found ? undefined : found;
const live = process.env.CHAOS_GATE_CONFORMANCE === 'live';
const startTimeoutMs = 180_000;
const answersTimeoutMs = 400_000;
const asked = groups.filter(group => kubectl || !needsKubectl(group));

/** One test per request: the cluster's answer to it is the one that a real kube-apiserver gave. */
function compareWithRecording(name: string, start: () => Promise<RunningCluster>, deliberate: typeof reasonFor) {
  describe(name, () => {
    let cluster: RunningCluster | undefined;
    let answers: ReturnType<typeof runGroups>;
    beforeAll(async () => {
      cluster = await start();
      answers = runGroups(readConnection(cluster.kubeconfig), asked, kubectl);
    }, startTimeoutMs);
    afterAll(() => cluster?.stop(), startTimeoutMs);
    for (const group of groups) {
      if (asked.includes(group)) describeGroup(group, () => answers.get(group)!, deliberate);
      else skipGroup(group, 'missing' in found ? found.missing : '');
    }
  });
}

function skipGroup(group: RequestGroup, reason: string) {
  describe(group.name, () => {
    for (const request of group.requests) test.skip(`${request.title} (${reason})`, () => {});
  });
}

function describeGroup(group: RequestGroup, answered: () => Promise<GroupAnswers>, deliberate: typeof reasonFor) {
  describe(group.name, () => {
    const recording = readRecording(group);
    let answers: GroupAnswers;
    beforeAll(async () => {
      answers = asStored(await answered());
    }, answersTimeoutMs);
    for (const [index, request] of group.requests.entries()) {
      const reason = deliberate(`${group.name} › ${request.title}`);
      test(reason ? `${request.title} (differs: ${reason})` : request.title, () => {
        // A recording of another request proves nothing: record again.
        expect(recording.requests[index]).toEqual(asStored(request));
        const expected = expect(answers[request.title]);
        if (reason) expected.not.toEqual(recording.answers[request.title]);
        else expected.toEqual(recording.answers[request.title]);
      });
    }
  });
}

compareWithRecording('embedded cluster', startEmbeddedCluster, reasonFor);

if (live) compareWithRecording('kube-apiserver of the lab', startLabCluster, () => undefined);
else
  describe('kube-apiserver of the lab', () => {
    test.skip('answers as recorded (set CHAOS_GATE_CONFORMANCE=live)', () => {});
  });

describe('the suite', () => {
  test('has a title for every request of a group', () => {
    for (const group of groups)
      expect(new Set(group.requests.map(request => request.title)).size).toBe(group.requests.length);
  });

  test('excuses only requests that it has', () => {
    const all = groups.flatMap(group => group.requests.map(request => `${group.name} › ${request.title}`));
    for (const { request } of knownDifferences) expect(all).toContain(request);
  });

  test('compares recordings of a 1.34 server', () => {
    for (const group of groups) expect(readRecording(group).serverVersion).toMatch(/^v1\.34\./);
  });
});
