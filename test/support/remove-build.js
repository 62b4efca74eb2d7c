import { rm } from 'node:fs/promises';

/** Removes what `build-once.js` made, and only that: the variable may name a folder that somebody else wants to keep. */
export default async function removeBuild() {
  const { chaosGateBuild } = globalThis;
  if (chaosGateBuild !== undefined) await rm(chaosGateBuild, { recursive: true, force: true });
}
