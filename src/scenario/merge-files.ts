import { dirname, resolve } from 'node:path';
import type { Problem } from '../errors.ts';
import { fileFindings, repeatedNames } from './findings/index.ts';
import { toConfig } from './language/config.ts';
import type { SuiteFile } from './parse-suite.ts';
import type { App, ClusterWish, Compat, Suite } from './suite.ts';

export type MergeResult =
  | { readonly ok: true; readonly suite: Suite }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes one suite of the files of a run. What several files say about the run as a whole (`config`, `cluster`) has to
 * agree; their apps and scenarios add up. Paths become absolute: relative to their file's folder, `cwd` for standard input.
 */
export function mergeFiles(files: readonly SuiteFile[], cwd: string, compat: Compat = 'strict'): MergeResult {
  const problems: Problem[] = [];
  const config = agree(files, 'config', problems);
  const cluster = agree(files, 'cluster', problems);
  const suite: Suite = {
    files: files.map(({ file }) => file),
    config: toConfig(config),
    cluster: withAbsolutePaths(files, cluster, cwd),
    app: mergeApps(files, cwd, problems),
    scenarios: files.flatMap(({ scenarios }) => scenarios),
    findings: [...files.flatMap(file => fileFindings(file, compat)), ...repeatedNames(files)],
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, suite };
}

/** The folder that the relative paths of a file start from. */
export function folderOf(file: string, cwd: string): string {
  return file === '-' ? cwd : dirname(resolve(cwd, file));
}

function agree<Section extends 'config' | 'cluster'>(
  files: readonly SuiteFile[],
  section: Section,
  problems: Problem[],
): SuiteFile[Section] {
  const agreed: Record<string, { readonly value: unknown; readonly from: SuiteFile }> = {};
  for (const from of files)
    for (const [key, value] of Object.entries(from[section])) {
      const before = agreed[key];
      if (value === undefined) continue;
      if (!before) agreed[key] = { value, from };
      else if (JSON.stringify(before.value) !== JSON.stringify(value))
        problems.push({
          at: from.root.at(section, key).keyPosition,
          message: `found another \`${key}\` than in ${placeIn(before.from, section, key)}, expected the files of a run to agree`,
        });
    }
  return Object.fromEntries(Object.entries(agreed).map(([key, { value }]) => [key, value])) as SuiteFile[Section];
}

function placeIn(file: SuiteFile, ...path: readonly (string | number)[]): string {
  return `${file.file}:${file.root.at(...path).keyPosition.line}`;
}

/** What the files' paths mean: each starts from the folder of the file that says it. */
function withAbsolutePaths(files: readonly SuiteFile[], cluster: SuiteFile['cluster'], cwd: string): ClusterWish {
  const absolute = (key: keyof SuiteFile['cluster'], path: string): string => {
    const from = files.find(file => file.cluster[key] !== undefined);
    return resolve(from ? folderOf(from.file, cwd) : cwd, path);
  };
  const { kubeconfig, kindConfig, extraMounts, ...rest } = cluster;
  return {
    ...rest,
    ...(kubeconfig !== undefined && { kubeconfig: absolute('kubeconfig', kubeconfig) }),
    ...(kindConfig !== undefined && { kindConfig: absolute('kindConfig', kindConfig) }),
    ...(extraMounts !== undefined && {
      extraMounts: extraMounts.map(each => ({ ...each, hostPath: absolute('extraMounts', each.hostPath) })),
    }),
  };
}

function mergeApps(files: readonly SuiteFile[], cwd: string, problems: Problem[]): App {
  const manifests = new Set<string>();
  const images = new Map<string, { readonly image: string; readonly build?: string; readonly from: string }>();
  for (const file of files) {
    const folder = folderOf(file.file, cwd);
    for (const manifest of file.app?.manifests ?? []) manifests.add(resolve(folder, manifest));
    for (const [index, { image, build }] of (file.app?.images ?? []).entries()) {
      const entry = {
        image,
        build: build === undefined ? undefined : resolve(folder, build),
        from: placeIn(file, 'app', 'images', index),
      };
      const before = images.get(image);
      if (before && before.build !== entry.build)
        problems.push({
          at: file.root.at('app', 'images', index).position,
          message: `found the image "${image}" built from another folder than at ${before.from}, expected one folder`,
        });
      images.set(image, before ?? entry);
    }
  }
  return {
    manifests: [...manifests],
    images: [...images.values()].map(({ image, build }) => (build === undefined ? { image } : { image, build })),
    goldpinger: files.some(file => file.app?.goldpinger),
  };
}
