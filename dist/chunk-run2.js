import { i as InvalidInput } from "./chunk-errors.js";
import { t as runGate } from "./chunk-gate.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { n as outputFolder } from "./chunk-output-folder.js";
import { t as readStdin } from "./chunk-load-files.js";
import { t as openProgress } from "./chunk-progress.js";
import { t as showResult } from "./chunk-show-result.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
// src/cli/commands/run.ts
/** `run FILE...`: the whole job. */
async function run(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const files = line.operands;
		if (files.length === 0) throw new InvalidInput("run: found no FILE, expected scenario files, folders, or -");
		const progress = _usingCtx$1.u(openProgress(line));
		const interruption = _usingCtx$1.u(listenForInterruption(progress.say));
		const stdin = await readStdin(files);
		const result = await runGate({
			...line.options,
			files,
			stdin
		}, {
			signal: interruption.signal,
			onEvent: progress.onEvent
		});
		progress[Symbol.dispose]();
		showResult(result, outputFolder(line.options.out), line);
		return result.exitCode;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
export { run };
