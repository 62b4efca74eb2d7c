import { checkClusterFlags } from '../../cluster-flags.ts';
import { listenForInterruption } from '../../interruption.ts';
import { bringUp, checkCluster } from '../../lifecycle.ts';
import { prepareOutputFolder } from '../../output-folder.ts';
import { openRun } from '../../run.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';
import { openProgress } from '../progress.ts';

/** `up`: brings a cluster up and keeps it; its kubeconfig's path stands alone on the last line of standard output. */
export async function up(line: CommandLine): Promise<number> {
  const { options } = line;
  checkClusterFlags(options, options.cluster.provider);
  await checkCluster(options.cluster, options);
  const folder = await prepareOutputFolder(options.out);
  using progress = openProgress(line);
  using interruption = listenForInterruption(progress.say);
  using run = openRun(folder, { ...options, signal: interruption.signal, onEvent: event => progress.onEvent(event) });
  const images = options.images.map(image => ({ image }));
  const cluster = await bringUp(run, options.cluster, { ...options, keep: true }, images);
  await cluster.loadImages(images, run.signal);
  progress[Symbol.dispose]();
  process.stdout.write(`${cluster.identity.kubeconfig}\n`);
  return exitCodes.upheld;
}
