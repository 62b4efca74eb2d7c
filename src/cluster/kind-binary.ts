import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, runCommand } from '../command/index.ts';
import { InfrastructureFailure, InvalidInput, messageOf } from '../errors.ts';
import type { ClusterWish } from '../scenario/suite.ts';
import { architecture } from './container-engine.ts';
import { downloadUrl, kindRelease } from './kind-release.ts';

/** A program to fetch, and the SHA-256 that it has to have. */
export type PinnedBinary = NonNullable<ClusterWish['kindBinary']>;

/** The oldest kind whose command line is used here: `load image-archive` onto named nodes, `--retain`, `get … --quiet`. */
const oldestMinor = 17;
const downloadTimeoutMs = 120_000;

/**
 * The path of the kind to use: the one that was named with its hash, else the machine's own when it is not too old, else the
 * pinned release, downloaded once. What was downloaded is verified on every use. Throws InfrastructureFailure.
 */
export async function provideKind(
  wish: Pick<ClusterWish, 'kindBinary'>,
  options: { readonly signal?: AbortSignal; readonly report: (text: string) => void },
): Promise<string> {
  const named = wish.kindBinary ?? namedBinary(process.env);
  if (named) return await fetchVerified(named, options);
  const found = await findProgram('kind');
  if (found !== undefined && (await isRecent(found, options.signal))) return found;
  const pinned = pinnedRelease(`${process.platform}-${architecture()}`);
  const why = found === undefined ? 'kind is not on PATH' : `${found} is older than v0.${oldestMinor}`;
  if (!pinned)
    throw new InfrastructureFailure(
      `${why}, and none is pinned for ${process.platform} on ${process.arch}: install it (https://kind.sigs.k8s.io), or name one by CHAOS_GATE_KIND_URL and CHAOS_GATE_KIND_SHA256`,
    );
  try {
    return await fetchVerified(pinned, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new InfrastructureFailure(
      `${why}, and ${messageOf(error)}; install it (https://kind.sigs.k8s.io), or use --cluster embedded`,
      { cause: error },
    );
  }
}

/** What the environment names. Throws InvalidInput for a URL without a hash: nothing is run that was not pinned. */
export function namedBinary(environment: NodeJS.ProcessEnv): PinnedBinary | undefined {
  const { CHAOS_GATE_KIND_URL: url, CHAOS_GATE_KIND_SHA256: sha256 } = environment;
  if (!url && !sha256) return undefined;
  if (!url || !/^https?:\/\//.test(url))
    throw new InvalidInput(`CHAOS_GATE_KIND_URL: found "${url ?? ''}", expected the http(s) URL of a kind program`);
  if (!sha256 || !/^[0-9a-f]{64}$/.test(sha256))
    throw new InvalidInput(`CHAOS_GATE_KIND_SHA256: found "${sha256 ?? ''}", expected the SHA-256 of ${url}`);
  return { url, sha256 };
}

/** The pinned release for a platform (`linux-amd64`); undefined: there is none. Pure. */
export function pinnedRelease(platform: string): PinnedBinary | undefined {
  const sha256 = kindRelease.sha256[platform];
  return sha256 === undefined ? undefined : { url: downloadUrl(kindRelease.version, platform), sha256 };
}

async function fetchVerified(
  { url, sha256 }: PinnedBinary,
  { signal, report }: { readonly signal?: AbortSignal; readonly report: (text: string) => void },
): Promise<string> {
  const folder = join(cacheFolder(), 'kind', sha256);
  const program = join(folder, 'kind');
  if (existsSync(program)) {
    if (hashOf(await readFile(program)) === sha256) return program;
    report(`${program} has been changed since it was downloaded: once more`);
  }
  report(`downloading kind from ${url}`);
  const bytes = await download(url, signal);
  const found = hashOf(bytes);
  if (found !== sha256)
    throw new InfrastructureFailure(`${url} has the SHA-256 ${found}, expected ${sha256}: it is not used`);
  await mkdir(folder, { recursive: true });
  // Another run may be at the same: a program appears whole or not at all.
  const part = `${program}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(part, bytes);
    await chmod(part, 0o755);
    await rename(part, program);
  } finally {
    await rm(part, { force: true });
  }
  return program;
}

async function download(url: string, signal?: AbortSignal): Promise<Buffer> {
  const deadline = AbortSignal.timeout(downloadTimeoutMs);
  try {
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    signal?.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new InfrastructureFailure(`${url} cannot be downloaded: ${messageOf(cause)}`, { cause: error });
  }
}

async function isRecent(program: string, signal?: AbortSignal): Promise<boolean> {
  const { stdout } = await runCommand([program, 'version'], { signal, timeoutMs: 20_000 });
  const [, major = '0', minor = '0'] = /v?(\d+)\.(\d+)/.exec(stdout) ?? [];
  return Number(major) > 0 || Number(minor) >= oldestMinor;
}

/** The runner's cache of tools, kept between steps; else the user's. */
function cacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(process.env.RUNNER_TOOL_CACHE || cache, 'chaos-gate');
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
