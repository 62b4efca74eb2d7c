import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { providerOf } from '../cluster/index.ts';
import { messageOf } from '../errors.ts';
import { connect } from '../kubernetes/connect.ts';
import { collectEvidence } from '../kubernetes/evidence.ts';
import type { OutputFolder } from '../output-folder.ts';
import { writeReports } from '../reports.ts';
import { pendingCluster, readUndoJournal } from '../undo/undo-journal.ts';

/** Was this journal begun at that time (RFC 3339) or later? Without a journal, or with one whose first line is torn: no. */
export async function hasRunSince(journal: string, since: string): Promise<boolean> {
  if (!existsSync(journal)) return false;
  for await (const line of createInterface({ input: createReadStream(journal, 'utf8') })) {
    const startedAt = /"startedAt":"([^"]+)"/.exec(line)?.[1];
    return startedAt !== undefined && startedAt >= since;
  }
  return false;
}

interface RescueOptions {
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/**
 * After a main program that was killed: saves the logs of the cluster that it left, before that is deleted, and makes the
 * reports from its journal. Returns whether there are reports now that were not there before. What cannot be saved is said,
 * never thrown: putting back matters more.
 */
export async function rescue(folder: OutputFolder, options: RescueOptions): Promise<boolean> {
  if (!existsSync(folder.undo)) return false;
  await rescueLogs(folder, options);
  if (existsSync(join(folder.path, 'verdict.json')) || !existsSync(folder.journal)) return false;
  try {
    await writeReports(folder);
    return true;
  } catch (error) {
    options.say(`no reports could be made of the run that was killed: ${messageOf(error)}`);
    return false;
  }
}

async function rescueLogs(folder: OutputFolder, { signal, say }: RescueOptions): Promise<void> {
  const identity = pendingCluster(readUndoJournal(folder.undo));
  if (!identity) return;
  try {
    const cluster = await providerOf(identity.provider).attach(identity, signal);
    if (!cluster) return;
    await mkdir(folder.logs, { recursive: true });
    await cluster.exportLogs(folder.logs, signal);
    if (existsSync(identity.kubeconfig)) {
      const connection = await connect(identity.kubeconfig, identity.context, { signal });
      for (const { file, text } of await collectEvidence(connection, signal))
        await writeFile(join(folder.logs, file), text);
    }
    say(`the cluster's logs are in ${folder.logs}`);
  } catch (error) {
    say(`the cluster's logs could not be saved in full: ${messageOf(error)}`);
  }
}
