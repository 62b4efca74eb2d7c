import { setTimeout as delay } from 'node:timers/promises';
import type { ApiConnection } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { DeleteObjects } from '../operation.ts';

const pollMs = 100;

/** Deletes objects together with what they own, last first, and waits until each is gone. Throws ApiFailure. */
export async function deleteObjects(
  { paths }: DeleteObjects,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<undefined> {
  for (const path of [...paths].reverse()) {
    try {
      const body = { propagationPolicy: 'Foreground' };
      await readJson<unknown>(api, { method: 'DELETE', path, body, asking: `delete ${path}`, signal });
      for (;;) {
        await readJson<unknown>(api, { path, asking: `whether ${path} is gone`, signal });
        await delay(pollMs, undefined, { signal });
      }
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return undefined;
}
