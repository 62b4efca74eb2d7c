import { build } from '../../scripts/build.js';

/** Bundles src once before the tests, beside the committed dist, so that end-to-end tests run what is in src now. */
export default async function buildOnce() {
  await build(new URL('../../node_modules/.cache/chaos-gate/dist/', import.meta.url));
}
