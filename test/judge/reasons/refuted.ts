import { faultT } from '../journal-builder.ts';
import { during, failing, mesh, type ReasonCase, step } from '../journal-edits.ts';

/** What refutes. */
export const refutedCases: readonly ReasonCase[] = [
  [
    'tolerance-not-met',
    'failures in the method',
    { probes: [{ see: during(faultT, 2800, failing) }] },
    /success 90% in the method, wanted success >= 99%, first 0 ms after the kill of api-1; 6 of 60 samples failed \(connect ECONNREFUSED/,
  ],
  [
    'tolerance-not-met',
    'slow answers with status 200',
    { probes: [{ see: during(3000, 4000, { ms: 500 }) }] },
    /p95 500 ms in the method, wanted p95 <= 300ms, first 500 ms after the kill/,
  ],
  [
    'tolerance-not-met',
    'an outage',
    { probes: [{ tolerances: ['outage <= 200ms'], see: during(3000, 3300, failing) }] },
    /outage 300 ms/,
  ],
  [
    'tolerance-not-met',
    'edges down',
    {
      probes: [{ tolerances: ['edges == 100%'], see: t => (t === 3000 ? { r: 'fail', ...mesh(6, 5) } : mesh(6, 6)) }],
    },
    /edges 99.72%/,
  ],
  [
    'tolerance-not-met',
    'one value out of many',
    { probes: [{ tolerances: ['value == 3'], see: t => ({ v: t === 3000 ? 4 : 3 }) }] },
    /value 4/,
  ],
  [
    'tolerance-not-met',
    'an object that is gone',
    { probes: [{ tolerances: ['value >= 1'], see: t => (t === 3000 ? { r: 'fail', why: 'not found' } : { v: 3 }) }] },
    /value nothing/,
  ],
  [
    'step-failed',
    'a step that failed',
    { edit: step({ status: 'failed', message: 'kubectl ended with 1' }) },
    /step 1 \(podAction\): kubectl ended with 1/,
  ],
  [
    'step-failed',
    'legacy: a step that failed',
    { run: { compat: 'legacy' }, edit: step({ status: 'failed', inconclusive: 'no-target', message: 'm' }) },
    /step 1/,
  ],
  [
    'not-recovered',
    'the app is not back',
    { probes: [{ tolerances: ['success >= 10%'], see: during(4500, 1e9, failing) }] },
    /not back after the kill of api-1, wanted back for 1 s within 3 s: at the end "shop answers" had success 0%/,
  ],
  [
    'not-recovered',
    'the app is back too late',
    { probes: [{ tolerances: ['success >= 10%'], see: during(4500, 6000, failing) }] },
    /back only 3.5 s after the kill/,
  ],
  [
    'not-recovered',
    'the app comes back and falls over again in the method',
    { probes: [{ tolerances: ['success >= 10%'], see: during(4000, 1e9, failing) }] },
    /not back/,
  ],
];
