import { findProgram, runCommand } from '../command/index.ts';
import { CommandFailed, InfrastructureFailure } from '../errors.ts';
import type { App } from '../scenario/suite.ts';

/** What is worth knowing of the container engine before nodes are made on it. */
export interface Engine {
  /** `docker`, `podman`, …: the program. */
  readonly name: string;
  /** Undefined: it does not tell. */
  readonly majorVersion: number | undefined;
  readonly rootless: boolean;
}

/** The container engine that kind uses: docker, or what KIND_EXPERIMENTAL_PROVIDER names (their command lines agree). */
export function engineName(): string {
  return process.env.KIND_EXPERIMENTAL_PROVIDER || 'docker';
}

/** Asks the engine what it is. Throws InfrastructureFailure, one sentence with the remedy, when none answers. */
export async function requireEngine(signal: AbortSignal): Promise<Engine> {
  const name = engineName();
  const instead = 'start one, or use --cluster embedded';
  if ((await findProgram(name)) === undefined)
    throw new InfrastructureFailure(`kind needs a container engine, and ${name} is not on PATH: ${instead}`);
  try {
    const { stdout } = await runCommand([name, 'info', '--format', '{{json .}}'], { signal, timeoutMs: 20_000 });
    return { name, ...readEngineInfo(stdout) };
  } catch (error) {
    signal.throwIfAborted();
    throw new InfrastructureFailure(`kind needs a container engine, and ${name} does not answer: ${instead}`, {
      cause: error,
    });
  }
}

/** Reads what `docker info` or `podman info` print as JSON. Pure; throws SyntaxError for what is none. */
export function readEngineInfo(json: string): Pick<Engine, 'majorVersion' | 'rootless'> {
  const info = JSON.parse(json) as {
    ServerVersion?: string;
    SecurityOptions?: readonly string[] | null;
    version?: { Version?: string };
    host?: { security?: { rootless?: boolean } };
  };
  const major = Number.parseInt(info.ServerVersion ?? info.version?.Version ?? '', 10);
  return {
    majorVersion: Number.isNaN(major) ? undefined : major,
    rootless:
      info.host?.security?.rootless ?? (info.SecurityOptions ?? []).some(option => option.includes('name=rootless')),
  };
}

/** Builds images that name a folder, pulls what is not on this machine. Throws InfrastructureFailure with the engine's last words. */
export async function provideImages(
  images: App['images'],
  signal: AbortSignal,
  report: (text: string) => void,
): Promise<void> {
  const engine = engineName();
  for (const { image, build } of images) {
    if (build !== undefined) {
      report(`building image ${image}`);
      await runCommand([engine, 'build', '--tag', image, build], { signal });
    } else if ((await findImageId(image, signal)) === undefined) {
      report(`pulling image ${image}`);
      await runCommand([engine, 'pull', image], { signal });
    }
  }
}

/** The id (`sha256:…`) of an image on this machine; undefined when it is not there. */
export async function findImageId(image: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const argv = [engineName(), 'image', 'inspect', '--format', '{{.Id}}', image];
    const { stdout } = await runCommand(argv, { signal, timeoutMs: 20_000 });
    // podman leaves the algorithm out.
    return stdout.trim().replace(/^(?!sha256:)/, 'sha256:');
  } catch (error) {
    if (error instanceof CommandFailed && typeof error.status === 'number') return undefined;
    throw error;
  }
}

/**
 * Saves images into one archive. From version 28 on Docker is told the platform: with its containerd store it saves an index
 * of platforms that are not there otherwise, which nodes refuse (kind issue 3795).
 */
export async function saveImages(images: readonly string[], archive: string, signal: AbortSignal): Promise<void> {
  const { name, majorVersion = 0 } = await requireEngine(signal);
  const platform = name === 'docker' && majorVersion >= 28 ? ['--platform', `linux/${architecture()}`] : [];
  await runCommand([name, 'image', 'save', ...platform, '--output', archive, ...images], { signal });
}

/** This machine's architecture in the words of Go, images and downloads. */
export function architecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}
