import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { JournalEvent } from '../journal/event.ts';
import { describeEvent } from '../report/event-line.ts';

/** The step's log: a group for each experiment, and no workflow command from what the cluster or a file says. */
export interface ActionLog extends Disposable {
  onEvent(event: JournalEvent): void;
}

/**
 * While it is open, workflow commands are stopped (`::stop-commands::`), so that a name or a log line from
 * outside cannot issue one; groups are written by lifting that for a moment.
 */
export function openLog(): ActionLog {
  const token = randomUUID();
  const write = (text: string) => process.stdout.write(`${text}\n`);
  const command = (issue: () => void) => {
    write(`::${token}::`);
    issue();
    write(`::stop-commands::${token}`);
  };
  write(`::stop-commands::${token}`);
  let open = true;
  return {
    onEvent(event) {
      if (event.type === 'experiment-started') command(() => core.startGroup(event.name));
      const text = describeEvent(event);
      if (text) write(text);
      if (event.type === 'experiment-ended') command(() => core.endGroup());
    },
    [Symbol.dispose]() {
      if (open) write(`::${token}::`);
      open = false;
    },
  };
}
