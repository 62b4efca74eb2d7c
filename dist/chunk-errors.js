import { r as exitCodes } from "./chunk-verdict.js";
// src/errors.ts
/** `file:line:column: message`, as editors and GitHub link it. */
function formatProblem(problem) {
	return problem.at ? `${problem.at.file}:${problem.at.line}:${problem.at.column}: ${problem.message}` : problem.message;
}
/** The input (file, flag, action input) is wrong: every problem at once. Exit code 3, nothing was touched. */
var InvalidInput = class extends Error {
	name = "InvalidInput";
	exitCode = exitCodes.invalidInput;
	problems;
	constructor(problems) {
		const list = typeof problems === "string" ? [{ message: problems }] : problems;
		super(list.map(formatProblem).join("\n"));
		this.problems = list;
	}
};
/** The cluster, the deployment, a tool or the disk failed: nothing is said about the hypothesis. Exit code 4. */
var InfrastructureFailure = class extends Error {
	name = "InfrastructureFailure";
	exitCode = exitCodes.infrastructure;
};
/** A child process failed; `command` can be pasted into a terminal. Exit code 4 unless somebody handles it. */
var CommandFailed = class extends InfrastructureFailure {
	command;
	status;
	stderr;
	/** What it printed before it failed: some programs answer and fail at once (`minikube status`). */
	stdout;
	constructor(details) {
		const last = details.stderr.trim().split("\n").slice(-3).join(" ");
		super(`${details.command} ended with ${details.status}${last ? `: ${last}` : ""}`, { cause: details.cause });
		this.command = details.command;
		this.status = details.status;
		this.stderr = details.stderr;
		this.stdout = details.stdout ?? "";
	}
};
/** The signals that ask a run to stop. SIGHUP: its terminal was closed, its connection dropped. */
const interruptingSignals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Somebody asked the run to stop. Exit code 130, or 143 for SIGTERM and SIGHUP, after undo. */
var Interrupted = class extends Error {
	name = "Interrupted";
	signal;
	exitCode;
	/** `by`: who asked, if not a signal itself; it counts as one. */
	constructor(signal, by) {
		super(`interrupted by ${by ? `${by} (as by ${signal})` : signal}`);
		this.signal = signal;
		this.exitCode = signal === "SIGINT" ? exitCodes.interruptedBySigint : exitCodes.interruptedBySigterm;
	}
};
/** What went wrong first: cleaning up after a failure may fail as well, and is wrapped around it (SuppressedError). */
function causeOf(error) {
	let first = error;
	while (first instanceof Error && "suppressed" in first) first = first.suppressed;
	return first;
}
/** The exit code that a failure brings along; undefined: nobody thought of it, it is a bug. */
function exitCodeOf(error) {
	const { exitCode } = error;
	return typeof exitCode === "number" ? exitCode : void 0;
}
/** The text of anything that was thrown, without a stack trace. */
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}
export { causeOf as a, interruptingSignals as c, InvalidInput as i, messageOf as l, InfrastructureFailure as n, exitCodeOf as o, Interrupted as r, formatProblem as s, CommandFailed as t };
