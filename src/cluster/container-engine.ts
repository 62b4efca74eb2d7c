import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, runCommand } from '../command/index.ts';
import { CommandFailed, InfrastructureFailure } from '../errors.ts';

/** The container engine that kind uses: docker, or what KIND_EXPERIMENTAL_PROVIDER names (their command lines agree). */
export function engineName(): string {
  return process.env.KIND_EXPERIMENTAL_PROVIDER || 'docker';
}

/** Throws InfrastructureFailure, one sentence with the remedy, when no engine answers. */
export async function requireEngine(signal: AbortSignal): Promise<void> {
  const engine = engineName();
  const instead = 'start one, or use --cluster embedded';
  if ((await findProgram(engine)) === undefined)
    throw new InfrastructureFailure(`kind needs a container engine, and ${engine} is not on PATH: ${instead}`);
  try {
    await runCommand([engine, 'info', '--format', '{{.ServerVersion}}'], { signal, timeoutMs: 20_000 });
  } catch (error) {
    signal.throwIfAborted();
    throw new InfrastructureFailure(`kind needs a container engine, and ${engine} does not answer: ${instead}`, {
      cause: error,
    });
  }
}

/** Builds images that name a folder, pulls what is not on this machine. Throws InfrastructureFailure with the engine's last words. */
export async function provideImages(
  images: readonly { readonly image: string; readonly build?: string }[],
  signal: AbortSignal,
  report: (text: string) => void,
): Promise<void> {
  const engine = engineName();
  for (const { image, build } of images) {
    if (build !== undefined) {
      report(`building image ${image}`);
      await runCommand([engine, 'build', '--tag', image, build], { signal });
    } else if (!(await hasImage(image, signal))) {
      report(`pulling image ${image}`);
      await runCommand([engine, 'pull', image], { signal });
    }
  }
}

/** Is the image on this machine? */
export async function hasImage(image: string, signal: AbortSignal): Promise<boolean> {
  try {
    await runCommand([engineName(), 'image', 'inspect', '--format', '{{.Id}}', image], { signal, timeoutMs: 20_000 });
    return true;
  } catch (error) {
    if (error instanceof CommandFailed && typeof error.status === 'number') return false;
    throw error;
  }
}

/** Saves images into one archive, hands it to `use`, and removes it. */
export async function withImageArchive(
  images: readonly string[],
  signal: AbortSignal,
  use: (archive: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-gate-images-'));
  try {
    const archive = join(folder, 'images.tar');
    await runCommand([engineName(), 'image', 'save', '--output', archive, ...images], { signal });
    await use(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
