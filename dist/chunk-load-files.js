import { buffer } from "node:stream/consumers";
// src/cli/load-files.ts
/** Standard input, where a FILE is `-`. */
async function readStdin(files) {
	return files.includes("-") ? await buffer(process.stdin) : void 0;
}
export { readStdin as t };
