import { formatDuration } from './scenario/duration.ts';
import type { ClusterWish, Compat, FailOn } from './scenario/suite.ts';

/** What a run is asked to do, from flags or from action inputs. What is absent is for the files to say. */
export interface GateOptions {
  /** Files, folders, or `-` for standard input. */
  readonly files: readonly string[];
  readonly stdin?: Buffer;
  readonly cluster: ClusterWish;
  readonly allowContext?: string;
  readonly keep: boolean;
  /** Manifests, folders, kustomizations on top of what the files name. */
  readonly app: readonly string[];
  readonly images: readonly string[];
  /** Globs on scenario names; empty: all. */
  readonly scenarios: readonly string[];
  readonly seed?: number;
  readonly compat: Compat;
  readonly failOn: FailOn;
  readonly timeoutMs: number;
  readonly deployTimeoutMs: number;
  /** Folder for the journal, the reports and the logs. */
  readonly out: string;
}

export const defaultTimeoutMs = 15 * 60_000;
export const defaultDeployTimeoutMs = 120_000;
export const defaultOut = 'chaos-gate-out';

/** The flags that such a run was given, as words of a command line, less those that the verdict names itself (seed, cluster, compat). */
export function flagsOf(options: GateOptions): string[] {
  const { cluster, app, images, allowContext, failOn, timeoutMs, deployTimeoutMs } = options;
  const given: readonly (readonly [flag: string, value: string | number | undefined])[] = [
    ['--nodes', cluster.nodes],
    ['--node-image', cluster.nodeImage],
    ['--kubernetes-version', cluster.kubernetesVersion],
    ['--kubeconfig', cluster.kubeconfig],
    ['--context', cluster.context],
    ['--allow-context', allowContext],
    ...app.map(path => ['--app', path] as const),
    ...images.map(image => ['--image', image] as const),
    ['--fail-on', failOn === 'inconclusive' ? undefined : failOn],
    ['--timeout', timeoutMs === defaultTimeoutMs ? undefined : formatDuration(timeoutMs)],
    ['--deploy-timeout', deployTimeoutMs === defaultDeployTimeoutMs ? undefined : formatDuration(deployTimeoutMs)],
  ];
  // In one word each: a name may begin like a flag.
  const chosen = options.scenarios.map(name => `--scenario=${name}`);
  return [...given.flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)])), ...chosen];
}
