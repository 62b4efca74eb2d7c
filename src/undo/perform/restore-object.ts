import type { ApiConnection } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { RestoreObject } from '../operation.ts';

export const objectIsGone = 'the object is gone: there is nothing to restore';

/** Writes an object's fields back. Throws ApiFailure. */
export async function restoreObject(
  { path, patch }: RestoreObject,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await readJson<unknown>(api, {
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body: patch,
      asking: `restore ${path}`,
      signal,
    });
  } catch (error) {
    if (isNotFound(error)) return objectIsGone;
    throw error;
  }
  return undefined;
}
