import { faultT, journalOf } from '../judge/journal-builder.ts';

/** Three journals, one for each verdict. */
export const upheld = journalOf();
export const refuted = journalOf({
  probes: [{ see: t => (t >= faultT && t < faultT + 300 ? { r: 'fail', why: 'connect ECONNREFUSED' } : { ms: 4 }) }],
});
export const inconclusive = journalOf({ probes: [{ see: () => undefined }] });
