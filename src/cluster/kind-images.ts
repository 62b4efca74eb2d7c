import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../scenario/suite.ts';
import type { NodeDoor } from './cluster.ts';
import { findImageId, provideImages, saveImages } from './container-engine.ts';
import { nameOnNode } from './image-name.ts';
import type { KindCli } from './kind-cli.ts';

/** Images in one archive, on their way from this machine's engine to the nodes of a kind cluster. */
export interface ImageArchive extends AsyncDisposable {
  readonly file: string;
  readonly images: readonly string[];
}

/** Builds or pulls images and saves them in one pass; disposing removes the archive. Throws InfrastructureFailure. */
export async function archiveImages(
  images: App['images'],
  signal: AbortSignal,
  report: (text: string) => void,
): Promise<ImageArchive> {
  await provideImages(images, signal, report);
  const names = images.map(({ image }) => image);
  return await openArchive(names, signal);
}

/** Loads an archive onto nodes, all at the same time. */
export async function loadArchive(
  cli: KindCli,
  cluster: string,
  archive: ImageArchive,
  nodes: readonly string[],
  { signal, report }: { readonly signal: AbortSignal; readonly report: (text: string) => void },
): Promise<void> {
  report(`loading ${archive.images.join(', ')} onto ${nodes.length} node${nodes.length === 1 ? '' : 's'}`);
  await cli.loadImageArchive(cluster, archive.file, nodes, signal);
}

/** Puts images onto the nodes that do not have them yet: built, saved once, loaded in parallel. Throws InfrastructureFailure. */
export async function loadMissingImages(
  cli: KindCli,
  cluster: string,
  door: Pick<NodeDoor, 'execute'>,
  images: App['images'],
  options: { readonly signal: AbortSignal; readonly report: (text: string) => void },
): Promise<void> {
  const { signal, report } = options;
  if (images.length === 0) return;
  await provideImages(images, signal, report);
  const nodes = await cli.listNodes(cluster, signal);
  const wanting = await findMissing(door, nodes, images, signal);
  if (wanting.images.length === 0) {
    report(`the nodes have ${images.map(({ image }) => image).join(', ')} already`);
    return;
  }
  await using archive = await openArchive(wanting.images, signal);
  await loadArchive(cli, cluster, archive, wanting.nodes, options);
}

/** The images that some node lacks by their id, and the nodes that lack one. */
async function findMissing(
  door: Pick<NodeDoor, 'execute'>,
  nodes: readonly string[],
  images: App['images'],
  signal: AbortSignal,
): Promise<{ images: string[]; nodes: string[] }> {
  const pairs = await Promise.all(
    images.map(async ({ image }) => {
      const wanted = await findImageId(image, signal);
      const found = await Promise.all(nodes.map(node => readImageId(door, node, image, signal)));
      return nodes.filter((_, index) => wanted === undefined || found[index] !== wanted).map(node => ({ image, node }));
    }),
  );
  const missing = pairs.flat();
  return {
    images: [...new Set(missing.map(({ image }) => image))],
    nodes: [...new Set(missing.map(({ node }) => node))],
  };
}

/** What a node has under that name, as its container runtime's own tool says it. */
async function readImageId(
  door: Pick<NodeDoor, 'execute'>,
  node: string,
  image: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { status, stdout } = await door.execute(node, ['crictl', 'inspecti', nameOnNode(image)], signal);
  if (status !== 0) return undefined;
  return (JSON.parse(stdout) as { status?: { id?: string } }).status?.id;
}

async function openArchive(images: readonly string[], signal: AbortSignal): Promise<ImageArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-gate-images-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'images.tar');
  try {
    await saveImages(images, file, signal);
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, images, [Symbol.asyncDispose]: remove };
}
