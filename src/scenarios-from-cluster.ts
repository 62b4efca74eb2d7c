import { stringify } from 'yaml';
import { InvalidInput, type Problem } from './errors.ts';
import type { ApiConnection } from './kubernetes/access.ts';
import { isNotFound } from './kubernetes/api-failure.ts';
import { readJson } from './kubernetes/connect.ts';
import { parseSuite } from './scenario/parse-suite.ts';
import type { Scenario, Suite, SuiteConfig } from './scenario/suite.ts';
import { chooseScenarios } from './wishes.ts';

/** What PowerfulSeal's CustomResourceDefinition serves (kubernetes/crd.yml of powerfulseal/powerfulseal). */
const resource = { root: '/apis/powerfulseal.io/v1', plural: 'scenarios' };

interface ScenarioObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/**
 * The scenarios of a suite's files, and where these ask for them those of the cluster after them; of all of them the ones that
 * `names` choose. Throws as `readClusterScenarios` and `chooseScenarios` do.
 */
export async function gatherScenarios(
  { config, scenarios }: Pick<Suite, 'config' | 'scenarios'>,
  names: readonly string[],
  connection: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<readonly Scenario[]> {
  if (!config.scenariosFromCluster) return scenarios;
  const found = await readClusterScenarios(connection, config.scenariosFromCluster, signal);
  return chooseScenarios([...scenarios, ...found], names);
}

/**
 * Reads the Scenario objects of a cluster (scenarios.powerfulseal.io), by namespace and name, as if their `spec` stood
 * in a file: positions name the object, and count the lines of its spec. Throws InvalidInput with every problem of every
 * object, one that would run programs here among them, or when the cluster has no such resource or no such object; ApiFailure.
 */
async function readClusterScenarios(
  connection: Pick<ApiConnection, 'send'>,
  { namespaces }: NonNullable<SuiteConfig['scenariosFromCluster']>,
  signal: AbortSignal,
): Promise<Scenario[]> {
  const found = (await Promise.all((namespaces ?? [undefined]).map(each => list(connection, each, signal)))).flat();
  const problems: Problem[] = [];
  const scenarios = found.sort(byNamespaceAndName).flatMap(({ metadata: { namespace, name }, spec }) => {
    const parsed = parseSuite(
      stringify({ scenarios: [{ name, ...spec }] }),
      `scenarios.powerfulseal.io/${namespace}/${name}`,
    );
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      return [];
    }
    problems.push(...parsed.suiteFile.scenarios.flatMap(findPrograms));
    return parsed.suiteFile.scenarios;
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  if (scenarios.length === 0)
    throw new InvalidInput(
      `scenariosFromCluster: found no Scenario object in ${namespaces?.join(', ') ?? 'any namespace'}, expected at least one`,
    );
  return scenarios;
}

/** Whoever may write a Scenario object must not get to run programs where the gate runs, and with its environment. */
function findPrograms({ steps, steadyState }: Scenario): Problem[] {
  const ofSteps = steps.filter(
    step => step.kind === 'commandAction' || (step.kind === 'kubectl' && step.kubectlBinary !== 'kubectl'),
  );
  const ofProbes = steadyState.filter(({ probe }) => probe.kind === 'probeCommand');
  return [
    ...ofSteps.map(({ kind, at }) => ({ at, what: kind === 'kubectl' ? 'kubectlBinary' : kind })),
    ...ofProbes.map(({ probe, at }) => ({ at, what: probe.kind })),
  ].map(({ at, what }) => ({
    at,
    message: `found ${what} in an object of the cluster, expected it in a scenario file: it would run a program on this machine`,
  }));
}

async function list(
  connection: Pick<ApiConnection, 'send'>,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<ScenarioObject[]> {
  const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  try {
    const { items } = await readJson<{ readonly items: ScenarioObject[] }>(connection, {
      path: `${resource.root}${scope}/${resource.plural}`,
      asking: `Scenario objects of ${namespace === undefined ? 'all namespaces' : `namespace ${namespace}`}`,
      signal,
    });
    return items;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new InvalidInput(
      'scenariosFromCluster: the cluster has no scenarios.powerfulseal.io; apply its CustomResourceDefinition, in `app` for instance',
    );
  }
}

function byNamespaceAndName({ metadata: a }: ScenarioObject, { metadata: b }: ScenarioObject): number {
  const [one, other] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
