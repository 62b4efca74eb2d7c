import type { ComparisonOptions, ComparisonVerdict, MeasuredInterval, MetricComparison } from './comparison.ts';
import type { ScenarioFigures } from './figures.ts';
import { deviationsOf, differenceInterval, shareInterval } from './interval.ts';

/**
 * In what share of its repetitions a hypothesis was upheld. Whatever refutes counts here, also what has no other number to
 * compare: a value, edges, a stage of the recovery, a bystander that came to harm. undefined: the later run upheld it.
 */
export function compareVerdicts(
  base: ScenarioFigures,
  head: ScenarioFigures,
  options: ComparisonOptions,
): MetricComparison | undefined {
  const z = deviationsOf(options.confidence);
  const [before, after] = [measureUpheld(base, z), measureUpheld(head, z)];
  if (after.value === 1) return undefined;
  const metric = {
    metric: 'upheld',
    unit: 'share',
    base: before,
    head: after,
    loss: differenceInterval(before, after),
    margin: 0,
    decides: true,
  } as const;
  const decide = (verdict: ComparisonVerdict, why: string) => ({ ...metric, verdict, why });
  if (after.value >= before.value)
    return head.refutedBesides === undefined
      ? decide('not worse', 'refuted before, too')
      : decide(
          'cannot tell',
          `refuted before, too; what refutes it now has no number to compare: ${head.refutedBesides}`,
        );
  const change = describeChange(base, head);
  const reason = head.experiments.find(({ verdict }) => verdict === 'refuted')?.reason;
  if (base.demands !== head.demands)
    return decide('cannot tell', `${change}, but its tolerances and limits are others: ${reason}`);
  const flipped = before.value === 1 && after.value === 0;
  return decide(flipped || metric.loss.low > 0 ? 'worse' : 'cannot tell', `${change}: ${reason}`);
}

function measureUpheld({ experiments }: ScenarioFigures, z: number): MeasuredInterval {
  const samples = experiments.length;
  return { ...shareInterval(countUpheld(experiments) / samples, samples, z), samples, effective: samples };
}

function describeChange({ experiments: base }: ScenarioFigures, { experiments: head }: ScenarioFigures): string {
  if (base.length === 1 && head.length === 1) return 'it was upheld and is refuted';
  return `it was upheld in ${countUpheld(base)} of ${base.length} repetitions and is in ${countUpheld(head)} of ${head.length}`;
}

function countUpheld(experiments: ScenarioFigures['experiments']): number {
  return experiments.filter(({ verdict }) => verdict === 'upheld').length;
}
