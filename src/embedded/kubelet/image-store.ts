/** Where kubelets get images from. What it does not know, the embedded cluster cannot run. */
export interface ImageStore {
  /**
   * The image behind a reference as a pod names it (`node:24`, `shop:dev`).
   * @throws Error whose message says why the embedded cluster cannot run it and what can.
   */
  resolve(reference: string): ContainerImage;
}

/** An image as a container starts from it: the config of an OCI image, with host folders in the place of layers. */
export interface ContainerImage {
  /** As `status.containerStatuses[].imageID` shows it. */
  readonly imageId: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Inside the container; absolute. */
  readonly workingDirectory: string;
  /** `USER`; absent: root. */
  readonly user?: string;
  /** What a container is asked to end with, before it is made to; absent: SIGTERM. */
  readonly stopSignal?: string;
  /** Files of the image: a host folder, or a file, for each path inside the container. */
  readonly files: readonly PathMapping[];
}

/** What a path inside the container (and everything below it) is on the host. Both absolute, without a slash at the end. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}
