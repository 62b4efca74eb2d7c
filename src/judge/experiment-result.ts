import type { ProbeRecord, RunStarted } from '../journal/event.ts';
import type { JudgedPhase } from '../scenario/suite.ts';
import { combineVerdicts, type Verdict } from '../verdict.ts';
import { describeAmplification } from './amplification.ts';
import { readAmplification } from './assess-amplification.ts';
import { type Conclusion, conclude, type Evidence } from './evidence.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { formatMs, formatObserved } from './observed.ts';
import { numbersOf } from './phase-numbers.ts';
import { describeFault } from './phrases.ts';
import { formatReason, reasonAt } from './reason.ts';
import { listResidue } from './residue.ts';
import { applyRules } from './rules/index.ts';
import type { ExperimentResult, ProbeResult } from './run-result.ts';
import { viewBetween } from './sample-view.ts';
import { assessTrial, spanOf, type Trial } from './trial.ts';

/** Judges one experiment and sets out everything that a reader of the verdict may want to know of it. */
export function judgeExperiment(run: RunStarted, record: ExperimentRecord): ExperimentResult {
  const trial = assessTrial(run, record);
  const conclusion = conclude(trial, applyRules(trial));
  const { started } = record;
  const wallTime = (t: number) => new Date(Date.parse(run.startedAt) + t).toISOString();
  return {
    name: started.name,
    hypothesis: started.hypothesis,
    file: started.at.file,
    line: started.at.line,
    verdict: conclusion.verdict,
    reason: explain(trial, conclusion),
    reasons: conclusion.reasons,
    phases: record.phases.map(({ name, startT, endT }) => {
      const end = Number.isFinite(endT) ? endT : record.lastT;
      return { name, startedAt: wallTime(startT), durationMs: roundMs(end - startT) };
    }),
    steps: record.steps.map(({ index, kind, at, status, message }) => ({
      index,
      kind,
      line: at.line,
      status,
      message,
    })),
    steadyState: started.steadyState.map((probe, index) => describeProbe(trial, probe, index)),
    faults: record.faults.map(({ id, step, kind, targets, receipt, needsUndo }) => {
      return { step, kind, targets, receipt, undone: !needsUndo || record.undone.get(id)?.undone === true };
    }),
    recovery: describeRecovery(trial),
    residue: listResidue(record).map(({ object, difference }) => ({ object, difference })),
  };
}

/** The result of an experiment that was announced and never began. */
export function experimentNotRun(announced: RunStarted['experiments'][number], why: string): ExperimentResult {
  const { name, at } = announced;
  const reason = reasonAt(at, 'not-run', `not run: ${why}`);
  const nothing = { phases: [], steps: [], steadyState: [], faults: [], residue: [] };
  const { file, line } = at;
  return { name, file, line, verdict: 'inconclusive', reason: formatReason(reason), reasons: [reason], ...nothing };
}

function explain(trial: Trial, conclusion: Conclusion): string {
  if (conclusion.verdict !== 'upheld') return formatReason(conclusion.reasons[0]);
  return explainEvidence(trial, conclusion.evidence);
}

function explainEvidence(trial: Trial, evidence: Evidence): string {
  const cost = trial.record.started.steadyState.flatMap((probe, index) => {
    const found = isTimed(probe) ? readAmplification(trial.record, index) : undefined;
    return found ? [`for "${probe.name}" ${describeAmplification(found)}`] : [];
  });
  return [explainEffects(trial, evidence), ...cost].join('; ');
}

function explainEffects({ recovery }: Trial, evidence: Evidence): string {
  if (evidence.kind === 'legacy') return 'no step failed, which is all that PowerfulSeal asks for';
  if (evidence.kind === 'steps') {
    const { length } = evidence.done;
    return `${length === 1 ? 'the only step' : `all ${length} steps`} did what was asked`;
  }
  const [first] = evidence.effects;
  const more = evidence.effects.length - 1;
  const effect =
    first.type === 'fault-injected' ? `the ${describeFault(first)}` : `${first.kind} (step ${first.index + 1})`;
  const effects = `${effect}${more > 0 ? ` and ${more} more` : ''}`;
  const back = recovery?.recoveredAtT;
  if (recovery === undefined || back === undefined) return `the steady state held through ${effects}`;
  const limit = `(limit ${formatMs(recovery.limitMs)})`;
  return back === recovery.faultEndT
    ? `the steady state held through ${effects} and afterwards`
    : `the steady state held through ${effects} and was back ${formatMs(back - recovery.faultEndT)} after it ${limit}`;
}

function describeProbe(trial: Trial, probe: ProbeRecord, index: number): ProbeResult {
  const { record } = trial;
  const phases: ProbeResult['phases'] = Object.fromEntries(
    (['baseline', 'method', 'recovery'] satisfies JudgedPhase[]).flatMap(phase => {
      const span = spanOf(record, phase);
      return span ? [[phase, numbersOf(viewBetween(record.series[index]!, span[0], span[1], probe.everyMs))]] : [];
    }),
  );
  const own = trial.assessments.filter(assessed => assessed.probe === probe);
  return {
    name: probe.name,
    kind: probe.kind,
    verdict: combineVerdicts(
      own.map(({ phase, assessment }): Verdict => {
        if (assessment.holds === null || (assessment.holds === false && phase === 'baseline')) return 'inconclusive';
        return assessment.holds ? 'upheld' : 'refuted';
      }),
    ),
    vantage: probe.vantage,
    phases,
    tolerances: own.map(({ tolerance, phase, assessment }) => ({
      expression: tolerance.expression,
      phase,
      observed: formatObserved(assessment.observed, tolerance.unit),
      holds: assessment.holds,
      line: tolerance.at.line,
    })),
    amplification: isTimed(probe) ? readAmplification(record, index) : undefined,
  };
}

/** Probes whose samples are single requests: a mesh's p50 is over its edges. */
function isTimed({ kind }: ProbeRecord): boolean {
  return kind === 'probeHTTP' || kind === 'probeTCP';
}

function describeRecovery({ record, recovery, split }: Trial): ExperimentResult['recovery'] {
  if (!recovery) return undefined;
  const { recoveredAtT, faultEndT, limitMs } = recovery;
  const observedMs = recoveredAtT === undefined ? null : roundMs(recoveredAtT - faultEndT);
  return { observedMs, limitMs, stableForMs: record.started.recovery.stableForMs, split };
}

function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
