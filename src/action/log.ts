import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { JournalEvent } from '../journal/event.ts';
import { describeEvent } from '../report/event-line.ts';

/** The step's log: a group for each phase, and no workflow command from what the cluster or a file says. */
export interface ActionLog extends Disposable {
  onEvent(event: JournalEvent): void;
  /** Lets through the workflow commands that this issues. */
  command(issue: () => void): void;
}

/**
 * While it is open, workflow commands are stopped (`::stop-commands::`), so that a name or a log line from
 * outside cannot issue one; groups are written by lifting that for a moment.
 */
export function openLog(): ActionLog {
  const token = randomUUID();
  const write = (text: string) => process.stdout.write(`${text}\n`);
  const command = (issue: () => void) => {
    if (!open) return issue();
    write(`::${token}::`);
    issue();
    write(`::stop-commands::${token}`);
  };
  let open = true;
  let group: string | undefined;
  const enter = (title: string | undefined) => {
    if (title === group) return;
    command(() => {
      if (group !== undefined) core.endGroup();
      if (title !== undefined) core.startGroup(title);
    });
    group = title;
  };
  const names = new Map<number, string>();
  write(`::stop-commands::${token}`);
  return {
    command,
    onEvent(event) {
      if (event.type === 'run-started') enter('cluster and app');
      else if (event.type === 'experiment-started') {
        names.set(event.experiment, event.name);
        enter(undefined);
      } else if (event.type === 'phase-started') enter(`${names.get(event.experiment)}: ${event.phase}`);
      const text = describeEvent(event);
      if (text) write(text);
      if (event.type === 'phase-ended' || event.type === 'run-ended') enter(undefined);
    },
    [Symbol.dispose]() {
      if (!open) return;
      enter(undefined);
      write(`::${token}::`);
      open = false;
    },
  };
}
