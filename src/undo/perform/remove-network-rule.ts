import type { ApiConnection } from '../../kubernetes/access.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { RemoveNetworkRule } from '../operation.ts';

/** Removes a rule of the embedded cluster's network; one that is gone counts as removed. Throws ApiFailure. */
export async function removeNetworkRule(
  { rule }: RemoveNetworkRule,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<undefined> {
  const path = `/chaos-gate/v1/network/rules/${encodeURIComponent(rule)}`;
  await readJson<unknown>(api, { method: 'DELETE', path, asking: `remove the network rule ${rule}`, signal });
  return undefined;
}
