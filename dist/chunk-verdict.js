// src/verdict.ts
/** Exit codes of the command line and of the action; documented in the README, stable. */
const exitCodes = {
	upheld: 0,
	refuted: 1,
	inconclusive: 2,
	invalidInput: 3,
	infrastructure: 4,
	residue: 5,
	interruptedBySigint: 130,
	interruptedBySigterm: 143
};
const severity = {
	upheld: 0,
	inconclusive: 1,
	refuted: 2
};
/**
* Combines verdicts, worst first: one refutation refutes, one inconclusive part keeps the whole from being upheld.
* Nothing at all is inconclusive: a run that tested nothing has not shown anything.
*/
function combineVerdicts(verdicts) {
	if (verdicts.length === 0) return "inconclusive";
	return verdicts.reduce((worst, verdict) => severity[verdict] > severity[worst] ? verdict : worst);
}
/** The exit code of a run that came to a verdict. Residue wins over every verdict. */
function exitCodeOf(verdict, options) {
	if (options.residue) return exitCodes.residue;
	if (verdict === "inconclusive" && options.failOn === "refuted") return exitCodes.upheld;
	return exitCodes[verdict];
}
export { exitCodeOf as n, exitCodes as r, combineVerdicts as t };
