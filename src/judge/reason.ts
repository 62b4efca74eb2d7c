import type { Position } from '../errors.ts';
import type { ReasonCode, RefutedCode } from '../journal/event.ts';
import type { Verdict } from '../verdict.ts';
import type { Reason } from './run-result.ts';

const refutedCodes: Readonly<Record<RefutedCode, true>> = {
  'tolerance-not-met': true,
  'step-failed': true,
  'not-recovered': true,
  'collateral-damage': true,
  'stop-condition-met': true,
};

/** What a reason makes of an experiment. Whatever does not refute it still keeps it from being upheld. */
export function verdictOfCode(code: ReasonCode): Exclude<Verdict, 'upheld'> {
  return code in refutedCodes ? 'refuted' : 'inconclusive';
}

export function reasonAt(at: Position | undefined, code: ReasonCode, message: string): Reason {
  return at ? { code, message, file: at.file, line: at.line, column: at.column } : { code, message };
}

/** Refutations first; otherwise in the order of the rules, which puts causes before what follows from them. */
export function worstFirst(reasons: readonly Reason[]): Reason[] {
  const isRefuted = ({ code }: Reason) => verdictOfCode(code) === 'refuted';
  return [...reasons.filter(isRefuted), ...reasons.filter(reason => !isRefuted(reason))];
}

/** A reason as a sentence that can be pasted: with the place in the user's file where there is one. */
export function formatReason({ message, file, line, column }: Reason): string {
  return file === undefined ? message : `${message} (${file}:${line}${column === undefined ? '' : `:${column}`})`;
}
