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
