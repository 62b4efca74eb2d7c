import type { App } from '../scenario/suite.ts';
import { goldpingerManifest } from './goldpinger-manifest.ts';
import { loadManifests } from './load-manifests.ts';
import type { ManifestObject } from './manifest.ts';

/** Everything that an app applies. Touches no cluster, so that mistakes come out before one is made. Throws as `loadManifests`. */
export async function loadApp(app: App, signal?: AbortSignal): Promise<ManifestObject[]> {
  const objects = await loadManifests(app.manifests, signal);
  const at = { file: 'goldpinger', line: 1, column: 1 };
  return app.goldpinger ? [...objects, ...goldpingerManifest.map(object => ({ object, at }))] : objects;
}
