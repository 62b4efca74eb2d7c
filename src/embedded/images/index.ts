/** Images that the embedded cluster can run: Node's, those built from a simple Dockerfile, and the stand-in for Goldpinger. */
export type { BuiltImage } from './built-image.ts';
export { type BuildableImageStore, createImageStore, type ImageStoreOptions } from './image-store.ts';
export { UnsupportedImage } from './unsupported-image.ts';
