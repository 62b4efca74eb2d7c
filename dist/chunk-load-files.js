import { i as InvalidInput } from "./chunk-errors.js";
import { n as loadSuite } from "./chunk-scenario.js";
import { buffer } from "node:stream/consumers";
// src/cli/load-files.ts
/** Standard input, where a FILE is `-`. */
async function readStdin(files) {
	return files.includes("-") ? await buffer(process.stdin) : void 0;
}
/** Loads the files of a command line. Throws InvalidInput with every problem of all of them. */
async function loadFiles(line) {
	if (line.operands.length === 0) throw new InvalidInput(`${line.command}: found no FILE, expected scenario files, folders, or -`);
	return await loadSuite(line.operands, {
		stdin: await readStdin(line.operands),
		compat: line.options.compat
	});
}
export { readStdin as n, loadFiles as t };
