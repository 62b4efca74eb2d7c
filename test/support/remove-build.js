import { rm } from 'node:fs/promises';

/** Removes what `build-once.js` made. */
export default async function removeBuild() {
  if (process.env.CHAOS_GATE_BUILD) await rm(process.env.CHAOS_GATE_BUILD, { recursive: true, force: true });
}
