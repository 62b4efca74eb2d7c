import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { printable } from '../report/event-line.ts';
import type { ActionLog } from './log.ts';

const maxFiles = 10;
const maxLines = 20;

/**
 * Shows the last lines of the pods' logs that a run which was not upheld has saved, in a group of their own.
 * What pods print is theirs: it is shown while workflow commands are stopped. Without logs, nothing.
 */
export async function showPodLogs(log: ActionLog, directory: string): Promise<void> {
  const files = (await namesIn(directory)).filter(name => name.endsWith('.log')).sort();
  if (files.length === 0) return;
  log.command(() => core.startGroup('last lines of the pods’ logs'));
  for (const name of files.slice(0, maxFiles)) {
    const lines = (await readFile(join(directory, name), 'utf8')).trimEnd().split('\n');
    process.stdout.write(`${[name, ...lines.slice(-maxLines).map(line => `  ${printable(line)}`)].join('\n')}\n`);
  }
  if (files.length > maxFiles) process.stdout.write(`${files.length - maxFiles} more are in ${directory}\n`);
  log.command(() => core.endGroup());
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
