/** What an experiment, a hypothesis or a whole run came to. There is no fourth answer, and no default one. */
export type Verdict = 'upheld' | 'refuted' | 'inconclusive';

/** Exit codes of the command line and of the action; documented in the README, stable. */
export const exitCodes = {
  upheld: 0,
  refuted: 1,
  inconclusive: 2,
  invalidInput: 3,
  infrastructure: 4,
  residue: 5,
  interruptedBySigint: 130,
  interruptedBySigterm: 143,
} as const;

/** Which verdicts make the gate red: only a refutation, or an inconclusive run as well (the default). */
export type FailOn = 'refuted' | 'inconclusive';

const severity: Record<Verdict, number> = { upheld: 0, inconclusive: 1, refuted: 2 };

/**
 * Combines verdicts, worst first: one refutation refutes, one inconclusive part keeps the whole from being upheld.
 * Nothing at all is inconclusive: a run that tested nothing has not shown anything.
 */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'inconclusive';
  return verdicts.reduce((worst, verdict) => (severity[verdict] > severity[worst] ? verdict : worst));
}

/** The exit code of a run that came to a verdict. Residue wins over every verdict. */
export function exitCodeOf(verdict: Verdict, options: { failOn: FailOn; residue: boolean }): number {
  if (options.residue) return exitCodes.residue;
  if (verdict === 'inconclusive' && options.failOn === 'refuted') return exitCodes.upheld;
  return exitCodes[verdict];
}
