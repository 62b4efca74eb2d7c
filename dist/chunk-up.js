import { t as checkClusterFlags } from "./chunk-cluster-flags.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { a as checkCluster, i as bringUp, n as openRun } from "./chunk-run.js";
import { r as prepareOutputFolder } from "./chunk-output-folder.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { t as openProgress } from "./chunk-progress.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
// src/cli/commands/up.ts
/** `up`: brings a cluster up and keeps it; its kubeconfig's path stands alone on the last line of standard output. */
async function up(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { options } = line;
		checkClusterFlags(options, options.cluster.provider);
		await checkCluster(options.cluster, options);
		const folder = await prepareOutputFolder(options.out);
		const progress = _usingCtx$1.u(openProgress(line));
		const interruption = _usingCtx$1.u(listenForInterruption(progress.say));
		const run = _usingCtx$1.u(openRun(folder, {
			...options,
			signal: interruption.signal,
			onEvent: (event) => progress.onEvent(event)
		}));
		const images = options.images.map((image) => ({ image }));
		const cluster = await bringUp(run, options.cluster, {
			...options,
			keep: true
		}, images);
		await cluster.loadImages(images, run.signal);
		progress[Symbol.dispose]();
		process.stdout.write(`${cluster.identity.kubeconfig}\n`);
		return exitCodes.upheld;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
export { up };
