import { change, drop, during, failing, type ReasonCase, step } from '../journal-edits.ts';

/** What should have been done to the app was not, or nobody can tell. */
export const unprovenCases: readonly ReasonCase[] = [
  [
    'baseline-not-met',
    'failures before the fault',
    { probes: [{ see: during(0, 300, failing) }] },
    /in the baseline.*nothing was injected/,
  ],
  [
    'baseline-not-met',
    'the engine stopped there',
    { edit: change('experiment-ended', { stopped: { code: 'baseline-not-met', message: 'seen by the engine' } }) },
    /seen by the engine/,
  ],
  [
    'no-target',
    'no pod matched',
    { edit: step({ inconclusive: 'no-target', message: 'no pod matches app=wbe' }) },
    /no pod matches/,
  ],
  ['too-few-targets', 'too few pods', { edit: step({ inconclusive: 'too-few-targets', message: '1 of 2' }) }, /1 of 2/],
  [
    'fault-unsupported',
    'a fault that the cluster cannot do',
    { edit: step({ inconclusive: 'fault-unsupported', message: 'no door' }) },
    /no door/,
  ],
  [
    'fault-not-proven',
    'a fault without receipt',
    { edit: change('fault-injected', { receipt: { landed: false, evidence: 'the pod is still there' } }) },
    /the kill of api-1 is not proven: the pod is still there/,
  ],
  [
    'empty-action',
    'no steps',
    { started: { steps: [] }, edit: drop('step-ended', 'fault-injected') },
    /there are no steps/,
  ],
  ['empty-action', 'steps that change nothing', { edit: drop('fault-injected') }, /no step injected a fault/],
  [
    'empty-action',
    'a step that says so',
    { edit: step({ inconclusive: 'empty-action', message: 'probability 0' }) },
    /probability 0/,
  ],
];
