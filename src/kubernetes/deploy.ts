import type { App } from '../scenario/suite.ts';
import type { ApiConnection } from './access.ts';
import { type AppliedObject, applyObjects } from './apply.ts';
import { loadApp } from './load-app.ts';
import { waitForRollout } from './wait-for-rollout.ts';

export interface DeployOptions {
  /** Until everything is ready; what certainly fails ends it sooner. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
}

/**
 * Applies an app's manifests, and Goldpinger where it is wished for, and waits until all of it is ready.
 * Images have to be on the nodes already. Throws InvalidInput for manifests that are no good (with every position),
 * InfrastructureFailure for what the cluster refuses or does not get ready.
 */
export async function deploy(connection: ApiConnection, app: App, options: DeployOptions): Promise<AppliedObject[]> {
  const { signal, report } = options;
  const objects = await loadApp(app, signal);
  if (objects.length === 0) return [];
  report(`applying ${objects.length} object${objects.length === 1 ? '' : 's'}`);
  const applied = await applyObjects(connection, objects, signal);
  await waitForRollout(connection, applied, options);
  return applied;
}
