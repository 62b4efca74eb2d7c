import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { runGate, startGate } from '../support/gate.ts';
import { type AlertmanagerServer, serveAlertmanager } from './alertmanager-server.ts';
import { openSharedCluster, type SharedCluster } from './kept-cluster.ts';
import { outcomeOf } from './policy-run.ts';

const looks = { podAction: { matches: [{ namespace: 'nowhere' }], actions: [{ checkPodCount: { count: 0 } }] } };

describe('alertManagerAction', () => {
  let shared: SharedCluster;
  let server: AlertmanagerServer;
  const mute = (more: object = {}, actions: unknown[] = [{ mute: {} }]) => ({
    alertManagerAction: { targets: [{ url: server.url }], actions, ...more },
  });
  const states = () => server.silences.map(({ status }) => status.state);
  beforeAll(async () => {
    shared = await openSharedCluster();
  }, 60_000);
  beforeEach(async () => {
    server = await serveAlertmanager();
  });
  afterAll(async () => {
    await shared[Symbol.asyncDispose]();
  });

  test('a silence lasts as long as the steps', async () => {
    const run = await shared.run({ scenarios: [{ name: 'quiet', steps: [mute(), looks] }] });
    expectCode(run, 0);
    expect(server.silences).toEqual([
      expect.objectContaining({ createdBy: 'chaos-gate', status: { state: 'expired' } }),
    ]);
    expect(server.requests.filter(request => request.startsWith('DELETE'))).toHaveLength(1);
  });

  test('unmute ends it before the other steps', async () => {
    const run = await shared.run({
      scenarios: [{ name: 'loud again', steps: [mute(), mute({}, [{ unmute: null }]), looks] }],
    });
    expect(run.code).toBe(0);
    expect(run.experiment('loud again').steps[1]?.message).toContain('1 silence removed');
    expect(states()).toEqual(['expired']);
  });

  test('unmute without a silence is inconclusive', async () => {
    const run = await shared.run({ scenarios: [{ name: 'loud', steps: [mute({}, [{ unmute: {} }]), looks] }] });
    expect(outcomeOf(run.experiment('loud'))).toBe('no-target');
  });

  test('a silence that stays after its deletion is residue: exit 5', async () => {
    server.keepsSilences = true;
    const run = await shared.run({ scenarios: [{ name: 'stuck', steps: [mute(), looks] }] });
    expect(run.code).toBe(5);
    expect(run.experiment('stuck').reasons[0]).toMatchObject({
      code: 'residue',
      message: expect.stringMatching(/still has the silence .* after its deletion/),
    });
    const legacy = await shared.run({ scenarios: [{ name: 'stuck', steps: [mute(), looks] }] }, ['--compat', 'legacy']);
    expect(legacy.code).toBe(5);
  });

  test('a run that is killed leaves its silence, and undo removes it', async () => {
    const { folder, flags } = shared;
    const steps = [mute(), { wait: { seconds: 600 } }];
    folder.write('killed.yml', JSON.stringify({ scenarios: [{ name: 'killed', steps }] }));
    await using gate = startGate(['run', 'killed.yml', '--out', 'killed', ...flags], { cwd: folder.path });
    await gate.said('step 1 alertManagerAction');
    gate.child.kill('SIGKILL');
    await gate.ended;
    expect(states()).toEqual(['active']);
    const undone = await runGate(['undo', 'killed'], { cwd: folder.path });
    expectCode(undone, 0);
    expect(states()).toEqual(['expired']);
  });

  test('retries: an Alertmanager that answers at the second attempt, and no silence too many stays', async () => {
    server.failures = 1;
    const retries = { retriesCount: { count: 3, sleep: 0.1 } };
    const run = await shared.run({ scenarios: [{ name: 'again', steps: [mute({ retries }), looks] }] });
    expectCode(run, 0);
    expect(states()).toEqual(['expired']);
  });

  test('one that refuses is no refutation of the app; to PowerfulSeal it is a failure', async () => {
    server.failures = 99;
    const policy = { scenarios: [{ name: 'refused', steps: [mute({}, [{ mute: { autoUnmute: false } }]), looks] }] };
    const run = await shared.run(policy);
    expect({ code: run.code, outcome: outcomeOf(run.experiment('refused')) }).toEqual({
      code: 2,
      outcome: 'fault-not-proven',
    });
    expect(outcomeOf((await shared.run(policy, ['--compat', 'legacy'])).experiment('refused'))).toBe('step-failed');
  });

  test('silences alone put nothing to the test', async () => {
    const run = await shared.run({ scenarios: [{ name: 'nothing else', steps: [mute()] }] });
    expect(outcomeOf(run.experiment('nothing else'))).toBe('empty-action');
    expect(states()).toEqual(['expired']);
  });
});
