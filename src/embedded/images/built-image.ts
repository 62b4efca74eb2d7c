import type { ContainerImage } from '../kubelet/image-store.ts';

/** An image with the parts of its config that a kubelet needs less often. */
export interface BuiltImage extends ContainerImage {
  readonly exposedPorts: readonly string[];
  /** `SIGTERM` unless the Dockerfile says otherwise. */
  readonly stopSignal?: string;
}
