import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import type { Verdict } from '../verdict.ts';

/** A mark that can be told from the others without colour. */
export const marks: Readonly<Record<Verdict, string>> = { upheld: '✔', refuted: '✘', inconclusive: '?' };

/** Names the provider, so that nobody takes a rehearsal for a run on a real cluster. */
export function describeCluster(cluster: RunResult['cluster']): string {
  if (!cluster) return 'no cluster came up';
  const { provider, name, version, nodes, created } = cluster;
  const size = `${nodes.length} node${nodes.length === 1 ? '' : 's'}`;
  if (provider === 'embedded')
    return `embedded cluster (a rehearsal on this machine, no real nodes), ${version}, ${size}`;
  const origin = provider === 'existing' ? 'existing cluster' : `${provider} cluster`;
  return `${origin} ${name}, ${version}, ${size}${created || provider === 'existing' ? '' : ', not created by this run'}`;
}

/** `2 refuted, 1 inconclusive, 3 upheld of 6 experiments`; what there is none of is left out. */
export function countVerdicts(experiments: readonly ExperimentResult[]): string {
  const counts = (['refuted', 'inconclusive', 'upheld'] as const)
    .map(verdict => ({ verdict, count: experiments.filter(experiment => experiment.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  return `${counts.join(', ') || 'none'} of ${experiments.length} experiment${experiments.length === 1 ? '' : 's'}`;
}

/** The command that does the same again; of one experiment, or of all. Can be pasted into a POSIX shell. */
export function reproduce(result: RunResult, experiment?: ExperimentResult): string {
  const repeated = /^(.*) \(run \d+\)$/s.exec(experiment?.name ?? '');
  const scenario = repeated?.[1] ?? experiment?.name;
  const words = [
    ...['chaos-gate', 'run', ...result.files],
    ...(scenario === undefined ? [] : chooseScenario(scenario)),
    ...['--seed', String(result.seed)],
    ...(result.cluster ? ['--cluster', result.cluster.provider] : []),
    ...(result.compat === 'legacy' ? ['--compat', 'legacy'] : []),
    ...result.flags.filter(flag => scenario === undefined || !flag.startsWith('--scenario=')),
  ];
  return words.map(quote).join(' ');
}

/** The flag takes a glob: a name with a star in it is matched by itself as well. One that begins like a flag has to stick to it. */
function chooseScenario(name: string): string[] {
  return name.startsWith('-') ? [`--scenario=${name}`] : ['--scenario', name];
}

function quote(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
