import { n as InfrastructureFailure, t as CommandFailed } from "./chunk-errors.js";
import { access, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";
import { constants } from "node:fs";
import { spawn } from "node:child_process";
// src/command/command-line.ts
/** A command as it can be pasted into a POSIX shell: words that need it in single quotes. For messages only, never executed. */
function formatCommand(argv) {
	return argv.map(quoteWord).join(" ");
}
function quoteWord(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/command/find-program.ts
/**
* The absolute path of a program, looked up on PATH as a shell does (a name with a slash is taken as a path);
* undefined when there is no such executable file.
*/
async function findProgram(name, environment = process.env, cwd = process.cwd()) {
	const candidates = name.includes("/") ? [resolve(cwd, name)] : (environment.PATH ?? "").split(delimiter).map((folder) => resolve(cwd, folder, name));
	for (const candidate of candidates) if (await isExecutableFile(candidate)) return candidate;
}
async function isExecutableFile(path) {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}
// src/command/process-group.ts
/** Signals a child's whole process group (it must have been spawned `detached`). Says whether anything was there. */
function signalGroup(child, signal) {
	if (child.pid === void 0) return false;
	try {
		return process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code === "ESRCH") return false;
		throw error;
	}
}
/** Asks a process group to end, and makes it end after the grace period. Returns the function that calls the second part off. */
function endGroup(child, graceMs) {
	signalGroup(child, "SIGTERM");
	const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
	return () => clearTimeout(timer);
}
// src/command/command.ts
const defaultMaxOutputBytes = 16777216;
/**
* Runs a program to its end, in a process group of its own, and returns what it printed.
* Throws CommandFailed for any other end than exit code 0 (`status`: the code, the signal's name, or what ended it),
* InfrastructureFailure when there is no such program, and the signal's reason after an abort.
* Whatever happens, nothing of its process group is left.
*/
async function runCommand(argv, options = {}) {
	const { signal, timeoutMs, input, maxOutputBytes = defaultMaxOutputBytes, graceMs = 2e3 } = options;
	const environment = {
		...process.env,
		...options.environment
	};
	const [name = "", ...rest] = argv;
	const program = await findProgram(name, environment, options.cwd);
	if (program === void 0) throw new InfrastructureFailure(missingProgram(name));
	signal?.throwIfAborted();
	const child = spawn(program, rest, {
		cwd: options.cwd,
		env: environment,
		detached: true,
		stdio: "pipe"
	});
	const stdout = [];
	const stderr = [];
	let endedBecause;
	let callOff = () => {};
	const end = (reason) => {
		if (endedBecause !== void 0) return;
		endedBecause = reason;
		callOff = endGroup(child, graceMs);
	};
	const collect = (stream, chunks) => {
		let bytes = 0;
		stream.on("data", (chunk) => {
			bytes += chunk.length;
			if (bytes > maxOutputBytes) end(`more than ${maxOutputBytes} bytes of output`);
			else chunks.push(chunk);
		});
	};
	collect(child.stdout, stdout);
	collect(child.stderr, stderr);
	if (options.onLine) passLines(child.stderr, options.onLine);
	child.stdin.on("error", () => {});
	child.stdin.end(input ?? "");
	const onAbort = () => end("an abort");
	signal?.addEventListener("abort", onAbort, { once: true });
	const timer = timeoutMs === void 0 ? void 0 : setTimeout(() => end(`a time-out after ${timeoutMs} ms`), timeoutMs);
	try {
		begin(child, options.onStart);
		const status = await new Promise((resolve, reject) => {
			child.once("error", (error) => reject(new InfrastructureFailure(`${formatCommand(argv)} could not be started: ${error.message}`)));
			child.once("exit", () => signalGroup(child, "SIGKILL"));
			child.once("close", (code, killedBy) => resolve(code ?? killedBy ?? "unknown"));
		});
		signal?.throwIfAborted();
		const output = {
			stdout: Buffer.concat(stdout).toString(),
			stderr: Buffer.concat(stderr).toString()
		};
		if (status === 0 && endedBecause === void 0) return output;
		throw new CommandFailed({
			command: formatCommand(argv),
			status: endedBecause ?? status,
			...output
		});
	} finally {
		clearTimeout(timer);
		callOff();
		signal?.removeEventListener("abort", onAbort);
	}
}
function begin(child, onStart) {
	if (child.pid === void 0) return;
	try {
		onStart?.(child.pid);
	} catch (error) {
		signalGroup(child, "SIGKILL");
		throw error;
	}
}
function missingProgram(name) {
	return name.includes("/") ? `${name} is not an executable file` : `${name} is not on PATH`;
}
function passLines(stream, onLine) {
	let rest = "";
	stream.on("data", (chunk) => {
		const lines = (rest + chunk.toString()).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) onLine(line);
	});
	stream.on("end", () => {
		if (rest !== "") onLine(rest);
	});
}
export { findProgram as n, runCommand as t };
