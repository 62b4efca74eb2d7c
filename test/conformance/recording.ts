import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { GroupAnswers } from './answer.ts';
import type { RequestGroup } from './requests/request.ts';

/** What a real kube-apiserver answered to the requests of one group. */
export interface Recording {
  /** The command that made it. */
  readonly command: string;
  readonly serverVersion: string;
  /** Absent when no request of the group is a kubectl command. */
  readonly kubectlVersion?: string;
  /** The requests as they were then: a recording of other requests is out of date. */
  readonly requests: RequestGroup['requests'];
  readonly answers: GroupAnswers;
}

const folder = new URL('../../fixtures/recorded/kube-apiserver/', import.meta.url);
const fileOf = (group: RequestGroup) => new URL(`${group.name}.json`, folder);

/** Throws when there is no recording of the group. */
export function readRecording(group: RequestGroup): Recording {
  return JSON.parse(readFileSync(fileOf(group), 'utf8'));
}

export async function writeRecording(group: RequestGroup, recording: Recording): Promise<void> {
  await writeFile(fileOf(group), `${JSON.stringify(recording, null, 1)}\n`);
}

/** The same data as JSON keeps it: without the fields that are undefined. */
export const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value));
