import { rmSync } from 'node:fs';
import { providerOf } from '../../cluster/index.ts';
import { InvalidInput } from '../../errors.ts';
import { listenForInterruption } from '../../interruption.ts';
import { keptCluster, outputFolder } from '../../output-folder.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';

/** `down`: takes down the cluster that `up` (or `run --keep`) left in `--out`. A cluster that is gone already is down. */
export async function down(line: CommandLine): Promise<number> {
  const folder = outputFolder(line.options.out);
  const identity = keptCluster(folder);
  if (!identity)
    throw new InvalidInput(
      `down: ${folder.path} holds no cluster that was kept; expected the --out of \`chaos-gate up\``,
    );
  using interruption = listenForInterruption(text => process.stderr.write(`${text}\n`));
  const cluster = await providerOf(identity.provider).attach(identity, interruption.signal);
  if (identity.created) await cluster?.delete();
  rmSync(folder.cluster, { recursive: true, force: true });
  const what = identity.created ? 'is down' : 'is left as it was: this program did not create it';
  process.stderr.write(`${identity.provider} cluster ${identity.name} ${what}\n`);
  return exitCodes.upheld;
}
