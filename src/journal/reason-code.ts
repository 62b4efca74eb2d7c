/** Why an experiment or a run ended before its time. */
export type StopCode = InconclusiveCode | 'interrupted' | 'blast-radius-exceeded' | 'infrastructure';

export const inconclusiveCodes = [
  'baseline-not-met',
  'no-target',
  'too-few-targets',
  'no-samples',
  'too-few-samples',
  'stale-data',
  'probe-broken',
  'fault-not-proven',
  'fault-unsupported',
  'not-run',
  'gate-overloaded',
  'empty-action',
] as const;
export type InconclusiveCode = (typeof inconclusiveCodes)[number];
export type RefutedCode =
  | 'tolerance-not-met'
  | 'step-failed'
  | 'not-recovered'
  | 'collateral-damage'
  | 'stop-condition-met';
export type OtherCode = 'residue' | 'interrupted' | 'blast-radius-exceeded' | 'infrastructure';
export type ReasonCode = InconclusiveCode | RefutedCode | OtherCode;
