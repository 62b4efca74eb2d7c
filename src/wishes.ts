import { resolve } from 'node:path';
import { checkClusterFlags } from './cluster-flags.ts';
import { InvalidInput } from './errors.ts';
import { loadApp } from './kubernetes/load-app.ts';
import type { GateOptions } from './options.ts';
import { type AppObject, appFindings, inFileOrder, loadSuite } from './scenario/index.ts';
import type { ClusterWish, Scenario, Suite } from './scenario/suite.ts';

type Wishes = Pick<
  GateOptions,
  'files' | 'stdin' | 'compat' | 'cluster' | 'allowContext' | 'app' | 'images' | 'scenarios'
>;

/**
 * What is to be run: the files, with the flags on top (a flag wins over what a file says).
 * Throws InvalidInput with every problem of every file, for flags that the cluster has no use for, or when no scenario is left.
 */
export async function loadWishes(options: GateOptions): Promise<Suite> {
  const suite = await readWishes(options);
  // Manifests that are no good come out here, before a cluster is made for them.
  return withAppFindings(suite, await loadApp(suite.app));
}

/** The same without a look at the manifests of the app. */
export async function readWishes(options: Wishes): Promise<Suite> {
  const suite = await loadSuite(options.files, { stdin: options.stdin, compat: options.compat });
  const cluster = { ...suite.cluster, ...definedOf(options.cluster) };
  checkClusterFlags(options, cluster.provider);
  return {
    ...suite,
    cluster,
    app: {
      ...suite.app,
      manifests: [...suite.app.manifests, ...options.app.map(path => resolve(path))],
      images: [...suite.app.images, ...options.images.map(image => ({ image }))],
    },
    // Those of the cluster are known only when it is there: then all of them are chosen from.
    scenarios: suite.config.scenariosFromCluster
      ? suite.scenarios
      : chooseScenarios(suite.scenarios, options.scenarios),
  };
}

/** A suite that also says what its app's objects give away. */
export function withAppFindings(suite: Suite, objects: readonly AppObject[]): Suite {
  return { ...suite, findings: inFileOrder([...suite.findings, ...appFindings(suite, objects)], suite.files) };
}

/** Scenarios whose name fits one of the globs (`*` matches anything, `?` one character); all of them without globs. Throws InvalidInput for a glob that fits none. */
export function chooseScenarios(scenarios: readonly Scenario[], globs: readonly string[]): readonly Scenario[] {
  if (globs.length === 0) return scenarios;
  const patterns = globs.map(
    glob => new RegExp(`^${escapePattern(glob).replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`, 's'),
  );
  const unused = globs.filter((_, index) => !scenarios.some(({ name }) => patterns[index]?.test(name)));
  if (unused.length > 0)
    throw new InvalidInput(
      unused.map(glob => ({
        message: `--scenario: found "${glob}", expected the name of a scenario: ${scenarios.map(({ name }) => `"${name}"`).join(', ')}`,
      })),
    );
  return scenarios.filter(({ name }) => patterns.some(pattern => pattern.test(name)));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function definedOf(wish: ClusterWish): ClusterWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
