import type { RunResult } from '../judge/run-result.ts';
import { combineVerdicts } from '../verdict.ts';
import { compareProbe, compareRecovery } from './compare-metric.ts';
import { compareVerdicts } from './compare-verdicts.ts';
import {
  type Comparison,
  type ComparisonOptions,
  combineComparisons,
  type MetricComparison,
  type ScenarioComparison,
} from './comparison.ts';
import type { RunFigures, ScenarioFigures } from './figures.ts';

/** Holds a later run against an earlier one: is it worse by more than the margins? Pure. */
export function compareRuns(base: RunFigures, head: RunFigures, options: ComparisonOptions): Comparison {
  const names = [...new Set([...base.scenarios.keys(), ...head.scenarios.keys()])];
  const elsewhere = differentClusters(base.result, head.result);
  const scenarios = names.map(name =>
    compareScenario(name, base.scenarios.get(name), head.scenarios.get(name), { ...options, elsewhere }),
  );
  // One that is new has nothing to be worse than.
  const known = scenarios.filter(scenario => scenario.base !== undefined);
  const verdict = combineComparisons(known.map(scenario => scenario.verdict));
  return {
    schemaVersion: 1,
    verdict,
    reason: explain(verdict, known),
    confidence: options.confidence,
    base: describeRun(base.result),
    head: describeRun(head.result),
    scenarios,
  };
}

function compareScenario(
  name: string,
  base: ScenarioFigures | undefined,
  head: ScenarioFigures | undefined,
  options: ComparisonOptions & { readonly elsewhere: string | undefined },
): ScenarioComparison {
  const verdicts = {
    ...(base && { base: combineVerdicts(base.experiments.map(({ verdict }) => verdict)) }),
    ...(head && { head: combineVerdicts(head.experiments.map(({ verdict }) => verdict)) }),
  };
  const why = options.elsewhere ?? incomparable(base, head);
  if (why || !base || !head) return { name, verdict: 'cannot tell', why, ...verdicts, metrics: [] };
  const metrics = [...base.probes].flatMap(([probe, figures]): MetricComparison[] => {
    const none = { kind: figures.kind, outcomes: [], unknown: 0, durationsMs: [], timed: 0 };
    return compareProbe(probe, figures, head.probes.get(probe) ?? none, options);
  });
  if (base.recoveriesMs.length > 0) metrics.push(compareRecovery(base.recoveriesMs, head.recoveriesMs, options));
  const upheld = compareVerdicts(base, head, options);
  if (upheld) metrics.push(upheld);
  const verdict = combineComparisons(metrics.filter(({ decides }) => decides).map(metric => metric.verdict));
  const unseen = base.probes.size === 0 && verdict !== 'worse' ? 'it has no steady state' : undefined;
  return { name, verdict, why: unseen, ...verdicts, metrics };
}

function incomparable(base: ScenarioFigures | undefined, head: ScenarioFigures | undefined): string | undefined {
  if (!base) return 'it is new';
  if (!head) return 'the later run lacks it';
  for (const [which, { experiments }] of [
    ['earlier', base],
    ['later', head],
  ] as const) {
    const unclear = experiments.find(({ verdict }) => verdict === 'inconclusive');
    if (unclear) return `it is inconclusive in the ${which} run: ${unclear.reason}`;
  }
  return describeOtherSteps(base, head) ?? describeOtherProbe(base, head);
}

function describeOtherSteps({ steps: base }: ScenarioFigures, { steps: head }: ScenarioFigures): string | undefined {
  const [before, after] = [base, head].map(steps => steps.map(({ kind }) => kind).join(', '));
  if (before !== after) return `its steps changed from ${before} to ${after}`;
  const index = base.findIndex((step, i) => differ(step.digest, head[i]?.digest));
  return index < 0 ? undefined : `its step ${index + 1} (${base[index]?.kind}) does something else than before`;
}

/** Numbers of one name are compared only where they answer one question. */
function describeOtherProbe({ probes: base }: ScenarioFigures, { probes: head }: ScenarioFigures): string | undefined {
  const found = [...base].find(([name, { kind, digest }]) => {
    const other = head.get(name);
    return other && (kind !== other.kind || differ(digest, other.digest));
  });
  return found && `its probe "${found[0]}" asks something else than before`;
}

/** Journals of earlier versions hold no digests: nothing is said of them. */
function differ(base: string | undefined, head: string | undefined): boolean {
  return base !== undefined && head !== undefined && base !== head;
}

/** Numbers of different kinds of clusters say more about these than about the app. */
function differentClusters({ cluster: base }: RunResult, { cluster: head }: RunResult): string | undefined {
  if (base?.provider === head?.provider) return undefined;
  return `one run was on ${base?.provider ?? 'no cluster'}, the other on ${head?.provider ?? 'no cluster'}`;
}

function describeRun({ startedAt, verdict, cluster }: RunResult): Comparison['base'] {
  return { startedAt, verdict, cluster: cluster ? `${cluster.provider} ${cluster.version}` : 'no cluster' };
}

function explain(verdict: Comparison['verdict'], scenarios: readonly ScenarioComparison[]): string {
  if (scenarios.length === 0) return 'the earlier run has no scenarios';
  const found = scenarios.filter(scenario => scenario.verdict === verdict);
  if (verdict === 'not worse') return `${found.length} of ${scenarios.length} scenarios are not worse than before`;
  const [first] = found;
  const more = found.length > 1 ? ` (and ${found.length - 1} more scenarios)` : '';
  const metric = first?.metrics.find(each => each.decides && each.verdict === verdict);
  if (!metric) return `"${first?.name}": ${first?.why ?? 'nothing that decides was measured'}${more}`;
  if (metric.metric === 'upheld') return `"${first?.name}": ${metric.why}${more}`;
  const what = metric.probe === undefined ? metric.metric : `${metric.metric} of "${metric.probe}"`;
  return `"${first?.name}": ${what} ${verdict === 'worse' ? 'is worse' : 'cannot be told'}${more}`;
}
