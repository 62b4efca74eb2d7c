import { InvalidInput, type Problem } from '../errors.ts';
import { defaultDeployTimeoutMs, defaultOut, defaultTimeoutMs, type GateOptions } from '../options.ts';
import { parseDuration } from '../scenario/duration.ts';
import type { Compat, FailOn, ProviderName } from '../scenario/suite.ts';
import { type Occasion, occasions } from './occasion.ts';

/** The inputs of a step, checked. */
export interface ActionInputs {
  readonly gate: GateOptions;
  readonly comment: Occasion;
  readonly upload: Occasion;
  readonly githubToken?: string;
  /** Which leg of a matrix this is; undefined: there is no matrix. */
  readonly leg?: string;
  /** The output folder of an earlier run, to compare with. */
  readonly baseline?: string;
}

/**
 * Reads the step's inputs as the runner passes them (`INPUT_NAME`, hyphens kept). An empty input is an absent one.
 * Throws InvalidInput with every problem at once. `scenarios` are paths or globs, one a line.
 */
export async function readInputs(
  environment: NodeJS.ProcessEnv,
  expandGlob: (pattern: string) => Promise<readonly string[]>,
): Promise<ActionInputs> {
  const problems: Problem[] = [];
  const text = (name: string) => environment[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
  const lines = (name: string) =>
    (text(name) ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean);
  const word = <Word extends string>(name: string, expected: readonly Word[], otherwise: Word): Word => {
    const found = text(name) ?? otherwise;
    if (!expected.includes(found as Word))
      problems.push({ message: `input ${name}: found "${found}", expected one of ${expected.join(', ')}` });
    return found as Word;
  };
  const integer = (name: string, least: number): number | undefined => {
    const found = text(name);
    if (found === undefined || (/^\d{1,15}$/.test(found) && Number(found) >= least))
      return found === undefined ? undefined : Number(found);
    problems.push({ message: `input ${name}: found "${found}", expected a whole number from ${least} on` });
    return undefined;
  };
  const duration = (name: string, otherwise: number): number => {
    const found = text(name);
    const ms = found === undefined ? otherwise : parseDuration(found);
    if (ms === undefined || ms <= 0)
      problems.push({ message: `input ${name}: found "${found}", expected a duration such as 90s or 15m` });
    return ms ?? otherwise;
  };

  const files = (await Promise.all(lines('scenarios').map(expandGlob))).flat();
  if (files.length === 0)
    problems.push({
      message: `input scenarios: found "${text('scenarios') ?? ''}", expected paths or globs of scenario files, one a line`,
    });
  const cluster =
    text('cluster') && word<ProviderName>('cluster', ['embedded', 'kind', 'minikube', 'existing'], 'embedded');
  const inputs: ActionInputs = {
    gate: {
      files,
      cluster: {
        provider: cluster || undefined,
        nodes: integer('nodes', 1),
        nodeImage: text('node-image'),
        kubernetesVersion: text('kubernetes-version'),
        kubeconfig: text('kubeconfig'),
        context: text('context'),
      },
      allowContext: text('allow-context'),
      keep: word('keep', ['true', 'false'], 'false') === 'true',
      app: lines('app'),
      images: lines('images'),
      scenarios: lines('scenario'),
      seed: integer('seed', 0),
      compat: word<Compat>('compat', ['strict', 'legacy'], 'strict'),
      failOn: word<FailOn>('fail-on', ['refuted', 'inconclusive'], 'inconclusive'),
      timeoutMs: duration('timeout', defaultTimeoutMs),
      deployTimeoutMs: duration('deploy-timeout', defaultDeployTimeoutMs),
      out: text('out') ?? defaultOut,
    },
    comment: word<Occasion>('comment', occasions, 'never'),
    upload: word<Occasion>('upload', occasions, 'never'),
    githubToken: text('github-token'),
    leg: legOf(text('leg')),
    baseline: text('baseline'),
  };
  if (problems.length > 0) throw new InvalidInput(problems);
  return inputs;
}

/** The matrix as JSON, which is `null` or empty where there is none. */
function legOf(matrix: string | undefined): string | undefined {
  return matrix === undefined || ['null', '{}'].includes(matrix) ? undefined : matrix;
}
