import { parseArgs } from 'node:util';
import type { ComparisonOptions } from '../compare/index.ts';
import { InvalidInput } from '../errors.ts';
import { defaultDeployTimeoutMs, defaultOut, defaultTimeoutMs, type GateOptions } from '../options.ts';
import { parseDuration } from '../scenario/duration.ts';
import { parseShare } from '../scenario/share.ts';
import type { ProviderName } from '../scenario/suite.ts';
import { explainPowerfulSealFlag } from './powerfulseal-flags.ts';

/** A flag's value must be one of these words. */
const words = {
  cluster: ['embedded', 'kind', 'minikube', 'existing'],
  compat: ['strict', 'legacy'],
  'fail-on': ['refuted', 'inconclusive'],
  format: ['pretty', 'plain', 'json', 'sarif'],
} as const;

const flags = {
  cluster: { type: 'string' },
  name: { type: 'string' },
  nodes: { type: 'string' },
  'node-image': { type: 'string' },
  'kubernetes-version': { type: 'string' },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  'allow-context': { type: 'string' },
  keep: { type: 'boolean' },
  app: { type: 'string', multiple: true },
  image: { type: 'string', multiple: true },
  scenario: { type: 'string', multiple: true },
  seed: { type: 'string' },
  compat: { type: 'string' },
  'fail-on': { type: 'string' },
  timeout: { type: 'string' },
  'deploy-timeout': { type: 'string' },
  out: { type: 'string' },
  'out-file': { type: 'string' },
  'margin-success': { type: 'string' },
  'margin-p95': { type: 'string' },
  'margin-recovery': { type: 'string' },
  confidence: { type: 'string' },
  'grafana-url': { type: 'string' },
  format: { type: 'string' },
  fix: { type: 'boolean' },
  role: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export type OutputFormat = (typeof words.format)[number];

/** A command line, read: what is to be done, on what, and how it is to be shown. */
export interface CommandLine {
  readonly command: string;
  readonly operands: readonly string[];
  readonly options: Omit<GateOptions, 'files' | 'stdin'>;
  readonly format?: OutputFormat;
  /** Of `init` and `import`: the file to write, which must not be there yet; `-` is standard output. */
  readonly outFile?: string;
  /** What counts as a loss, for `compare`; what is absent is for its defaults to say. */
  readonly comparison: Partial<ComparisonOptions>;
  /** Where `report` puts annotations. */
  readonly grafanaUrl?: string;
  /** For `doctor`: print the ClusterRole that a run needs. */
  readonly role: boolean;
  /** Of `validate`: write what is certain into the files. */
  readonly fix: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Reads argv (without node and the program). Throws InvalidInput with every problem at once. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const problems: string[] = [];
  const { values, positionals } = parse(argv);
  const word = <Flag extends keyof typeof words>(flag: Flag): (typeof words)[Flag][number] | undefined => {
    const found = values[flag];
    const expected: readonly string[] = words[flag];
    if (found !== undefined && !expected.includes(found))
      problems.push(`--${flag}: found "${found}", expected one of ${expected.join(', ')}`);
    return found as (typeof words)[Flag][number] | undefined;
  };
  const integer = (flag: 'nodes' | 'seed', least: number): number | undefined => {
    const found = values[flag];
    if (found === undefined) return undefined;
    const number = Number(found);
    if (/^\d+$/.test(found) && Number.isSafeInteger(number) && number >= least) return number;
    problems.push(`--${flag}: found "${found}", expected a whole number from ${least} on`);
    return undefined;
  };
  const duration = (flag: 'timeout' | 'deploy-timeout', otherwise: number): number => {
    const found = values[flag];
    if (found === undefined) return otherwise;
    const ms = parseDuration(found);
    if (typeof ms === 'number' && ms > 0) return ms;
    problems.push(`--${flag}: found "${found}", expected a duration such as 90s or 15m`);
    return otherwise;
  };

  const share = (flag: 'margin-success' | 'margin-p95' | 'margin-recovery' | 'confidence'): number | undefined => {
    const found = values[flag];
    if (found === undefined) return undefined;
    const number = parseShare(found);
    if (number !== undefined && number > 0 && number < 1) return number;
    problems.push(`--${flag}: found "${found}", expected a share between 0% and 100%, such as 2% or 0.02`);
    return undefined;
  };

  const options = {
    cluster: {
      provider: word('cluster') as ProviderName | undefined,
      name: values.name,
      nodes: integer('nodes', 1),
      nodeImage: values['node-image'],
      kubernetesVersion: values['kubernetes-version'],
      kubeconfig: values.kubeconfig,
      context: values.context,
    },
    allowContext: values['allow-context'],
    keep: values.keep ?? false,
    app: values.app ?? [],
    images: values.image ?? [],
    scenarios: values.scenario ?? [],
    seed: integer('seed', 0),
    compat: word('compat') ?? 'strict',
    failOn: word('fail-on') ?? 'inconclusive',
    timeoutMs: duration('timeout', defaultTimeoutMs),
    deployTimeoutMs: duration('deploy-timeout', defaultDeployTimeoutMs),
    out: values.out ?? defaultOut,
  };
  const format = word('format');
  const [command = '', ...operands] = positionals;
  for (const [flag, value] of Object.entries(values))
    if ([value].flat().includes('')) problems.push(`--${flag}: found nothing after it, expected a value`);
  if (operands.includes('')) problems.push(`${command}: found an empty word, expected a file or a folder`);
  if (command === 'up' || command === 'down') problems.push(...unusedBy(command, operands, values));
  if (command !== 'validate') {
    if (format === 'sarif')
      problems.push('--format: found "sarif", which only validate has (run writes results.sarif)');
    if (values.fix) problems.push('--fix: found it without validate, which alone has it');
  }
  const comparison = Object.fromEntries(
    Object.entries({
      successMargin: share('margin-success'),
      p95Margin: share('margin-p95'),
      recoveryMargin: share('margin-recovery'),
      confidence: share('confidence'),
    }).filter(([, value]) => value !== undefined),
  );
  if (problems.length > 0) throw new InvalidInput(problems.map(message => ({ message })));
  return {
    command,
    operands,
    options,
    format,
    outFile: values['out-file'],
    comparison,
    grafanaUrl: values['grafana-url'],
    role: values.role ?? false,
    fix: values.fix ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

/** What only a run has a use for: whoever gives it to `up` expects that it is deployed. */
function unusedBy(command: 'up' | 'down', operands: readonly string[], { app }: { app?: readonly string[] }): string[] {
  return [
    ...operands.map(word => `${command}: found "${word}", expected flags alone`),
    ...(app ? [`--app: found it with ${command}, which deploys nothing; expected it with run`] : []),
  ];
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: joinNegatives(argv), options: flags, allowPositionals: true, strict: true });
  } catch (error) {
    const explained = explainPowerfulSealFlag(argv);
    if (explained !== undefined) throw new InvalidInput(explained);
    // Node's message names the flag; what follows its first sentence is advice for programmers.
    const [sentence = ''] = String((error as Error).message).split(/\.\s/);
    throw new InvalidInput(`${sentence}; see chaos-gate --help`);
  }
}

/** A number below zero is a value and no flag: `--seed -1` is read as `--seed=-1`, and found wrong as one. */
function joinNegatives(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [index, word] of argv.entries()) {
    const before = argv[index - 1] ?? '';
    const takesValue = before.startsWith('--') && flags[before.slice(2) as keyof typeof flags]?.type === 'string';
    if (takesValue && /^-\d/.test(word) && !argv.slice(0, index).includes('--')) joined.push(`${joined.pop()}=${word}`);
    else joined.push(word);
  }
  return joined;
}
