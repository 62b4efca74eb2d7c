import type { ContainerImage, ImageStore } from '../image-store.ts';
import type { Container } from '../pod/restart-policy.ts';
import { createBackOff } from './back-off.ts';

/** An image that a container cannot have now: what its status says, and when to try again. */
export class PullFailure extends Error {
  override readonly name = 'PullFailure';
  readonly reason: 'ErrImagePull' | 'ImagePullBackOff' | 'ErrImageNeverPull';
  readonly retryAfterMs: number;
  constructor(reason: PullFailure['reason'], message: string, retryAfterMs: number) {
    super(message);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Asks for a container's image as often as the container needs it, with kubelet's back-off, events and messages. */
export function createImagePull(
  images: ImageStore,
  record: (type: 'Normal' | 'Warning', reason: string, message: string) => void,
  container: Container,
): () => ContainerImage {
  const image = container.image!;
  const backOff = createBackOff();
  let failure: { atMs: number; message: string } | undefined;

  return () => {
    const remainingMs = failure ? backOff.remainingMs(failure.atMs, Date.now()) : 0;
    if (failure && remainingMs > 0) {
      record('Normal', 'BackOff', `Back-off pulling image "${image}"`);
      record('Warning', 'Failed', 'Error: ImagePullBackOff');
      const message = `Back-off pulling image "${image}": ErrImagePull: ${failure.message}`;
      throw new PullFailure('ImagePullBackOff', message, remainingMs);
    }
    try {
      const startedAtMs = Date.now();
      const resolved = images.resolve(image);
      if (container.imagePullPolicy === 'Always') {
        const took = `${Date.now() - startedAtMs}ms`;
        record('Normal', 'Pulling', `Pulling image "${image}"`);
        record(
          'Normal',
          'Pulled',
          `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: 0 bytes.`,
        );
      } else record('Normal', 'Pulled', `Container image "${image}" already present on machine`);
      return resolved;
    } catch (error) {
      const { message } = error as Error;
      if (container.imagePullPolicy === 'Never') {
        const absent = `Container image "${image}" is not present with pull policy of Never`;
        record('Warning', 'ErrImageNeverPull', absent);
        record('Warning', 'Failed', 'Error: ErrImageNeverPull');
        throw new PullFailure('ErrImageNeverPull', `${absent}: ${message}`, 10_000);
      }
      const nowMs = Date.now();
      backOff.advance(failure?.atMs ?? nowMs, nowMs);
      failure = { atMs: nowMs, message };
      record('Normal', 'Pulling', `Pulling image "${image}"`);
      record('Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
      record('Warning', 'Failed', 'Error: ErrImagePull');
      throw new PullFailure('ErrImagePull', message, 0);
    }
  };
}
