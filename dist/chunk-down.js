import { C as providerOf, n as outputFolder, t as keptCluster } from "./chunk-output-folder.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { rmSync } from "node:fs";
// src/cli/commands/down.ts
/** `down`: takes down the cluster that `up` (or `run --keep`) left in `--out`. A cluster that is gone already is down. */
async function down(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const folder = outputFolder(line.options.out);
		const identity = keptCluster(folder);
		if (!identity) throw new InvalidInput(`down: ${folder.path} holds no cluster that was kept; expected the --out of \`chaos-gate up\``);
		const interruption = _usingCtx$1.u(listenForInterruption((text) => process.stderr.write(`${text}\n`)));
		const cluster = await providerOf(identity.provider).attach(identity, interruption.signal);
		if (identity.created) await cluster?.delete();
		rmSync(folder.cluster, {
			recursive: true,
			force: true
		});
		const what = identity.created ? "is down" : "is left as it was: this program did not create it";
		process.stderr.write(`${identity.provider} cluster ${identity.name} ${what}\n`);
		return exitCodes.upheld;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
export { down };
