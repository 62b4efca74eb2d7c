import { plural } from '../phrases.ts';
import { reasonAt } from '../reason.ts';
import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';

/**
 * Every step did what it was asked to do. One that failed refutes; one from which nothing can be concluded leaves the
 * experiment inconclusive. PowerfulSeal knows no such thing: under `compat: legacy` only failures count.
 */
export function everyStepWorked({ run, record }: Trial): Reason[] {
  return record.steps.flatMap(({ index, kind, at, status, message, inconclusive }) => {
    const text = `step ${index + 1} (${kind}): ${message}`;
    if (inconclusive && run.compat === 'strict') return [reasonAt(at, inconclusive, text)];
    return status === 'failed' ? [reasonAt(at, 'step-failed', text)] : [];
  });
}

/** Every step was run to its end. Those that an earlier one kept from running make one reason. */
export function everyStepWasRun({ record }: Trial): Reason[] {
  const { started, ended, steps } = record;
  if (!ended || ended.stopped) return [];
  const recorded = new Set(steps.map(({ index }) => index));
  const cut = steps.filter(({ status }) => status === 'interrupted');
  const missed = started.steps
    .map((step, index) => ({ ...step, index }))
    .filter(
      ({ index }) => !recorded.has(index) || steps.some(step => step.index === index && step.status === 'skipped'),
    );
  const reasons = cut.map(({ index, kind, at, message }) =>
    reasonAt(at, 'interrupted', `step ${index + 1} (${kind}) was interrupted: ${message}`),
  );
  const first = missed[0];
  if (!first) return reasons;
  const why = steps.find(({ index }) => index === first.index)?.message ?? 'the journal does not say why';
  return [
    ...reasons,
    reasonAt(
      first.at,
      'not-run',
      `${plural(missed.length, 'step')} not run, from step ${first.index + 1} (${first.kind}) on: ${why}`,
    ),
  ];
}
