import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Landscape } from './landscape.ts';

/** An image of the workloads that a Dockerfile nearby builds. */
export interface ImageBuild {
  readonly image: string;
  /** Absolute folder of the Dockerfile. */
  readonly build: string;
}

const ignored = new Set(['node_modules', 'vendor', 'dist', 'target']);
/** Above the manifests: `app/k8s` and `app/deploy/k8s` lie beside the code of `app`. */
const levelsUp = 2;

/**
 * Finds the Dockerfiles of the workloads' own images near their manifests: in their folder, the ones above it, and right
 * below those; by the name of the Dockerfile's folder, which the image has as well.
 */
export async function findBuilds(manifests: string, { workloads }: Landscape): Promise<ImageBuild[]> {
  const containers = workloads.flatMap(({ template }) => template.spec?.containers ?? []);
  const images = new Set(containers.flatMap(({ image }) => image ?? []));
  const folders = await foldersWithDockerfile(manifests);
  return [...images].sort().flatMap(image => {
    const build = folders.find(folder => basename(folder).toLowerCase() === nameOfImage(image));
    return build === undefined ? [] : [{ image, build }];
  });
}

/** `registry.example/team/shop:dev` is `shop`. */
function nameOfImage(image: string): string {
  const [withoutDigest = ''] = image.split('@');
  return (
    withoutDigest
      .replace(/:[^/]*$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

async function foldersWithDockerfile(start: string): Promise<string[]> {
  const found: string[] = [];
  let folder = start;
  for (let level = 0; level <= levelsUp; level++) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const below = entries
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.has(entry.name))
      .map(({ name }) => join(folder, name));
    for (const candidate of [folder, ...below.sort()])
      if (!found.includes(candidate) && (await hasDockerfile(candidate))) found.push(candidate);
    folder = dirname(folder);
  }
  return found;
}

async function hasDockerfile(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.includes('Dockerfile');
}
