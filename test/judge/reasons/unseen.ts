import { methodT, recoveryT } from '../journal-builder.ts';
import { counting, during, failing, mesh, type ReasonCase } from '../journal-edits.ts';

/** Too little was seen, or nothing that counts: nothing can be concluded. */
export const unseenCases: readonly ReasonCase[] = [
  ['no-samples', 'a probe that never looked', { probes: [{ see: () => undefined }] }, /no sample was taken/],
  [
    'no-samples',
    'no successful sample for a latency',
    { probes: [{ tolerances: ['p95 <= 1s'], phases: ['baseline', 'method'], see: during(methodT, 1e9, failing) }] },
    /none of 60 samples has it/,
  ],
  [
    'no-samples',
    'Goldpinger with one pod has no edges',
    { probes: [{ tolerances: ['edges == 100%'], see: () => mesh(0, 0, 1) }] },
    /none of 40 samples has it/,
  ],
  ['no-samples', 'a command that prints no number', { probes: [{ tolerances: ['value >= 1'] }] }, /none of 40/],
  [
    'no-samples',
    'a count that never saw anything',
    { probes: [{ ...counting, see: () => ({ v: 0 }) }] },
    /counted objects and never saw one, so value <= 3 was held against nothing/,
  ],
  [
    'no-samples',
    'nobody asked anything of the recovery',
    { probes: [{ phases: ['baseline', 'method'] }] },
    /no tolerance holds in the recovery/,
  ],
  [
    'no-samples',
    'a probe that nothing was asked of, beside one that held',
    { probes: [{}, { name: 'never looked at', tolerances: [], see: () => undefined }] },
    /"never looked at" has no tolerance, its samples were held against nothing/,
  ],
  [
    'no-samples',
    'of the recovery nothing but a number of samples was asked',
    { probes: [{ phases: ['baseline', 'method'] }, { name: 'enough', tolerances: ['samples >= 10'] }] },
    /no tolerance holds in the recovery/,
  ],
  ['too-few-samples', 'a slow poller', { probes: [{ everyMs: 500 }] }, /4 samples are fewer than the 10 it takes/],
  [
    'too-few-samples',
    'an outage too short to be seen',
    { probes: [{ everyMs: 100, tolerances: ['outage <= 50ms'] }] },
    /could not have seen an outage shorter than 100 ms/,
  ],
  [
    'too-few-samples',
    'a count that was not reached',
    { probes: [{ tolerances: ['samples >= 50'] }] },
    /40 samples told something/,
  ],
  [
    'too-few-samples',
    'recovery watched for too short',
    { recoveryEndT: 5500 },
    /cannot tell whether it recovered: it was watched for 490 of the 1000 ms/,
  ],
  [
    'stale-data',
    'stale answers',
    { probes: [{ see: during(methodT, 4000, { r: 'stale' }) }] },
    /40 of 60 samples measured something out of date/,
  ],
  [
    'probe-broken',
    'a probe that cannot look',
    { probes: [{ see: during(methodT, 1e9, { r: 'broken', why: 'ENOENT nslookup' }) }] },
    /the probe could not look 60 of 60 times \(ENOENT nslookup\)/,
  ],
  [
    'probe-broken',
    'a probe that broke before the fault',
    { probes: [{ see: () => ({ r: 'broken' }) }] },
    /in the baseline/,
  ],
  [
    'probe-broken',
    'a probe that breaks in the recovery',
    { probes: [{ see: during(recoveryT, 1e9, { r: 'broken' }) }] },
    /cannot tell whether it recovered/,
  ],
  [
    'gate-overloaded',
    'a starved gate',
    { probes: [{ see: during(3000, 3400, { r: 'late' }) }] },
    /starved for 8 of 60/,
  ],
  [
    'gate-overloaded',
    'places on the schedule without a sample',
    { probes: [{ see: during(3000, 3200, undefined) }] },
    /starved for 4 of 60/,
  ],
];
