import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImageStore } from '../kubelet/image-store.ts';
import { buildImage } from './build.ts';
import type { BuiltImage } from './built-image.ts';
import { imageId, nodeImage } from './node-image.ts';
import { canonicalName, isGoldpingerImage, isNodeImage, parseReference } from './reference.ts';
import { remedy, UnsupportedImage } from './unsupported-image.ts';

export interface ImageStoreOptions {
  /** Files of built images are kept below. Absolute. */
  readonly directory: string;
  /** Path of the bundled stand-in for Goldpinger; beside this file when absent. */
  readonly goldpinger?: string;
}

export interface BuildableImageStore extends ImageStore {
  resolve(reference: string): BuiltImage;
  /** Builds the image from the Dockerfile of the folder `build`. Throws UnsupportedImage with the line that cannot be built here. */
  addImage(wish: { readonly image: string; readonly build: string }): Promise<void>;
}

const goldpingerPath = '/goldpinger.js';

export function createImageStore(options: ImageStoreOptions): BuildableImageStore {
  const built = new Map<string, BuiltImage>();
  const goldpinger = goldpingerImage(options.goldpinger ?? defaultGoldpinger());
  let count = 0;
  return {
    resolve(reference) {
      const parsed = parseReference(reference);
      const own = built.get(canonicalName(parsed));
      if (own) return own;
      if (isNodeImage(parsed)) return nodeImage(reference);
      if (isGoldpingerImage(parsed)) return goldpinger;
      throw new UnsupportedImage(
        `the embedded cluster runs node:* images, those that app.images builds, and a stand-in for bloomberg/goldpinger; for ${reference} ${remedy}`,
      );
    },
    async addImage({ image, build }) {
      const directory = join(options.directory, `image-${++count}`);
      built.set(canonicalName(parseReference(image)), await buildImage({ context: resolve(build), directory }));
    },
  };
}

function goldpingerImage(program: string): BuiltImage {
  return {
    imageId: imageId('chaos-gate stand-in for bloomberg/goldpinger'),
    entrypoint: ['node', goldpingerPath],
    command: [],
    environment: {},
    workingDirectory: '/',
    user: '65532',
    files: [{ from: goldpingerPath, to: program }],
    exposedPorts: [],
  };
}

/** As source beside this file, as a bundle beside the bundle. */
function defaultGoldpinger(): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './goldpinger.ts' : './goldpinger.js', import.meta.url),
  );
}
