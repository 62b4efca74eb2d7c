import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findProgram, runCommand } from '../command/index.ts';
import { InfrastructureFailure, InvalidInput, messageOf } from '../errors.ts';
import { type ManifestObject, parseManifest } from './manifest.ts';

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const chartName = 'Chart.yaml';

/**
 * Reads the objects of manifests, folders (their own *.yaml, *.yml and *.json, sorted, as kubectl does), kustomizations
 * (rendered by kubectl) and Helm charts (rendered by helm). Throws InvalidInput with every problem of a file and its
 * position, InfrastructureFailure when a renderer is missing or fails.
 */
export async function loadManifests(paths: readonly string[], signal?: AbortSignal): Promise<ManifestObject[]> {
  const objects: ManifestObject[] = [];
  for (const path of paths) objects.push(...(await loadPath(path, signal)));
  return objects;
}

async function loadPath(path: string, signal?: AbortSignal): Promise<ManifestObject[]> {
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    error => {
      throw new InvalidInput(`app: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    },
  );
  const name = basename(path);
  if (!isFolder && kustomizationNames.includes(name)) return await renderKustomization(dirname(path), signal);
  if (!isFolder && name === chartName) return await renderChart(dirname(path), signal);
  if (!isFolder) return await loadFile(path);

  const entries = await readdir(path, { withFileTypes: true });
  const has = (wanted: string): boolean => entries.some(entry => entry.name === wanted);
  if (kustomizationNames.some(has)) return await renderKustomization(path, signal);
  if (has(chartName)) return await renderChart(path, signal);
  const files = entries.filter(isManifest).map(entry => join(path, entry.name));
  if (files.length === 0)
    throw new InvalidInput(`app: ${path} holds no manifests; expected *.yaml, *.yml or *.json in the folder itself`);
  const objects: ManifestObject[] = [];
  for (const file of files.sort()) objects.push(...(await loadFile(file)));
  return objects;
}

async function loadFile(path: string): Promise<ManifestObject[]> {
  const objects = parseManifest(await readFile(path, 'utf8'), path);
  if (objects.length === 0)
    throw new InvalidInput([{ at: { file: path, line: 1, column: 1 }, message: 'holds no object' }]);
  return objects;
}

async function renderKustomization(folder: string, signal?: AbortSignal): Promise<ManifestObject[]> {
  return await render(['kubectl', 'kustomize', folder], `the kustomization ${folder}`, signal);
}

async function renderChart(folder: string, signal?: AbortSignal): Promise<ManifestObject[]> {
  const release = basename(folder).toLowerCase();
  return await render(['helm', 'template', release, folder], `the Helm chart ${folder}`, signal);
}

async function render(
  argv: readonly [string, ...string[]],
  what: string,
  signal?: AbortSignal,
): Promise<ManifestObject[]> {
  const [program] = argv;
  if ((await findProgram(program)) === undefined)
    throw new InfrastructureFailure(`${what} needs ${program} to be rendered, which is not on PATH`);
  const { stdout } = await runCommand(argv, { signal, timeoutMs: 60_000 });
  try {
    return parseManifest(stdout, what);
  } catch (error) {
    throw new InfrastructureFailure(`${what}: ${program} rendered something unusable: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function isManifest(entry: Dirent): boolean {
  return !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name);
}
