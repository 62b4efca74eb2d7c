import { change, drop, insert, noPhase, type ReasonCase, step } from '../journal-edits.ts';

/** The experiment ended in another way than by its own end, or left something behind. */
export const endedCases: readonly ReasonCase[] = [
  ['not-run', 'a step that never ended', { edit: drop('step-ended') }, /1 step not run, from step 1 \(podAction\) on/],
  [
    'not-run',
    'a step that was skipped',
    { edit: step({ status: 'skipped', message: 'an earlier step ended the method' }) },
    /an earlier step ended/,
  ],
  ['not-run', 'no baseline', { edit: noPhase('baseline') }, /never sampled before/],
  ['not-run', 'no recovery', { edit: noPhase('recovery') }, /the recovery was never watched/],
  [
    'not-run',
    'an experiment that never began',
    {
      edit: drop(
        'experiment-started',
        'phase-started',
        'phase-ended',
        'fault-injected',
        'step-ended',
        'experiment-ended',
      ),
      probes: [],
    },
    /not run: the run ended without it/,
  ],
  [
    'not-run',
    'the time limit',
    { edit: change('experiment-ended', { stopped: { code: 'not-run', message: 'time limit of 1m' } }) },
    /time limit/,
  ],
  [
    'interrupted',
    'SIGINT in the method',
    { edit: change('experiment-ended', { stopped: { code: 'interrupted', message: 'interrupted by SIGINT' } }) },
    /SIGINT/,
    130,
  ],
  [
    'interrupted',
    'SIGTERM in the method',
    { edit: change('experiment-ended', { stopped: { code: 'interrupted', message: 'interrupted by SIGTERM' } }) },
    /SIGTERM/,
    143,
  ],
  [
    'interrupted',
    'SIGKILL: the journal just ends',
    { edit: drop('experiment-ended', 'run-ended') },
    /ends in the middle of the experiment/,
  ],
  [
    'blast-radius-exceeded',
    'more pods than allowed',
    { edit: change('experiment-ended', { stopped: { code: 'blast-radius-exceeded', message: '3 of 4 pods' } }) },
    /3 of 4/,
    3,
  ],
  [
    'infrastructure',
    'the cluster is gone',
    { edit: change('experiment-ended', { stopped: { code: 'infrastructure', message: 'ECONNRESET' } }) },
    /ECONNRESET/,
    4,
  ],
  [
    'residue',
    'something is left',
    {
      edit: insert({
        type: 'residue',
        t: 8999,
        experiment: 0,
        object: 'Deployment shop/api',
        difference: '2 replicas, was 3',
      }),
    },
    /Deployment shop\/api is not as it was before/,
    5,
  ],
  [
    'residue',
    'an undo that failed',
    {
      edit: events =>
        insert({ type: 'fault-undone', t: 5005, experiment: 0, id: 'e0-f1', undone: false, message: 'forbidden' })(
          change('fault-injected', { needsUndo: true })(events),
        ),
    },
    /the kill of api-1 was not undone: forbidden/,
    5,
  ],
  ['residue', 'an undo that nobody tried', { edit: change('fault-injected', { needsUndo: true }) }, /not undone/, 5],
];
