import { r as exitCodes } from "./chunk-verdict.js";
// src/output-streams.ts
/** What a write says when nobody reads any more: a pipe that was closed, a terminal that hung up. */
const unread = /* @__PURE__ */ new Set([
	"EPIPE",
	"ECONNRESET",
	"EIO"
]);
/**
* Lets the program go on without a reader of its output (`| head -1`, a dead tee, a closed terminal): what it has to put back
* does not wait for somebody to look, and its exit code and its files still tell. Standard output that is lost for another
* reason (a full disk) is said on standard error, and is exit code 4 where it would be 0.
*/
function outliveReaders() {
	process.stderr.on("error", () => {});
	let isTold = false;
	process.stdout.on("error", (error) => {
		if (isTold || unread.has(error.code)) return;
		isTold = true;
		process.stderr.write(`standard output cannot be written: ${error.message}\n`);
		process.once("exit", (code) => {
			if (code === exitCodes.upheld) process.exitCode = exitCodes.infrastructure;
		});
	});
}
export { outliveReaders as t };
