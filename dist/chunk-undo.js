import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { S as readUndoJournal, i as UndoJournalOwned, n as outputFolder, y as isAnythingLeft } from "./chunk-output-folder.js";
import { t as undoRun } from "./chunk-undo-run.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { existsSync } from "node:fs";
// src/cli/commands/undo.ts
/** `undo DIR`: puts back what the run of DIR left in place, by the cluster that its journal names or `--kubeconfig`. */
async function undo(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const [directory] = line.operands;
		if (!directory || line.operands.length > 1) throw new InvalidInput(`undo: found ${line.operands.length} folders, expected one`);
		const folder = outputFolder(directory);
		if (!existsSync(folder.undo) && !existsSync(folder.journal)) throw new InvalidInput(`undo: ${directory} holds neither undo.ndjson nor journal.ndjson, expected the --out of a run`);
		const say = (text) => process.stderr.write(`${text}\n`);
		if (!existsSync(folder.undo)) {
			say("nothing is left to undo: the run came to no cluster");
			return exitCodes.upheld;
		}
		const interruption = _usingCtx$1.u(listenForInterruption(say));
		const { kubeconfig, context } = line.options.cluster;
		try {
			return await undoRun(folder, {
				kubeconfig,
				context,
				signal: interruption.signal,
				say
			}) ? exitCodes.upheld : exitCodes.residue;
		} catch (error) {
			if (error instanceof UndoJournalOwned) throw error;
			if (!(error instanceof InfrastructureFailure || error instanceof InvalidInput) || !isAnythingLeft(readUndoJournal(folder.undo))) throw error;
			say(`${messageOf(error)}\nstill in place: what ${folder.undo} has not ticked off`);
			return exitCodes.residue;
		}
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
export { undo };
