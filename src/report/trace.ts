import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import type { Verdict } from '../verdict.ts';
import type { ExperimentDigest } from './digest.ts';
import { attributesOf, errorCode, formatSpan, okCode, type SpanWish, text } from './otlp-span.ts';
import type { ProbeOutage } from './outages.ts';
import type { ReportInput } from './report.ts';
import { runId } from './run-id.ts';

/**
 * `trace.json`: the run, its experiments, their phases, faults and outages as spans, in OTLP/JSON as a collector takes it at
 * `/v1/traces`. Ids are made of the journal, so the same run is the same trace.
 */
export function renderTrace(input: ReportInput): string {
  const { result } = input;
  const traceId = runId(result);
  const wishes = [
    spanOfRun(result),
    ...result.experiments.flatMap((experiment, index) =>
      spansOfExperiment(experiment, index, input.digests[index], input.outages[index] ?? []),
    ),
  ];
  const startedMs = Date.parse(result.startedAt);
  const trace = {
    resourceSpans: [
      {
        resource: {
          attributes: attributesOf({
            'service.name': 'chaos-gate',
            'service.version': result.tool.version,
            'k8s.cluster.name': result.cluster?.name,
            'chaos_gate.cluster.provider': result.cluster?.provider,
            'chaos_gate.seed': String(result.seed),
          }),
        },
        scopeSpans: [
          {
            scope: { name: 'chaos-gate', version: result.tool.version },
            spans: wishes.map(wish => formatSpan(wish, traceId, startedMs)),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(trace, null, 2)}\n`;
}

function spanOfRun({ verdict, reason, exitCode, durationMs }: RunResult): SpanWish {
  return {
    key: 'run',
    name: 'chaos-gate run',
    startT: 0,
    endT: durationMs,
    attributes: { 'chaos_gate.verdict': verdict, 'chaos_gate.reason': reason, 'chaos_gate.exit_code': exitCode },
    status: statusOf(verdict, reason),
  };
}

function spansOfExperiment(
  experiment: ExperimentResult,
  index: number,
  digest: ExperimentDigest | undefined,
  outages: readonly ProbeOutage[],
): SpanWish[] {
  if (!digest) return [];
  const { name, file, line, hypothesis, verdict, reason, steadyState } = experiment;
  const key = `experiment ${index}`;
  const { startedT, endT, phases, faults } = digest;
  const phaseKey = (at: number) => `${key} phase ${at}`;
  const methodAt = phases.findLastIndex(phase => phase.name === 'method');
  return [
    {
      key,
      parent: 'run',
      name: `experiment: ${name}`,
      startT: startedT,
      endT: startedT + endT,
      attributes: {
        'chaos_gate.verdict': verdict,
        'chaos_gate.reason': reason,
        'chaos_gate.hypothesis': hypothesis,
        'code.file.path': file,
        'code.line.number': line,
      },
      status: statusOf(verdict, reason),
    },
    ...phases.map((phase, at) => ({
      key: phaseKey(at),
      parent: key,
      name: phase.name,
      startT: startedT + phase.startT,
      endT: startedT + phase.endT,
      attributes: { 'chaos_gate.phase': phase.name },
    })),
    ...faults.map(({ fault, startT, endT: until = startT }, at) => ({
      key: `${key} fault ${at}`,
      parent: methodAt < 0 ? key : phaseKey(methodAt),
      name: `fault: ${fault.kind}`,
      startT: startedT + startT,
      endT: startedT + until,
      attributes: {
        'chaos_gate.fault.kind': fault.kind,
        'chaos_gate.fault.landed': fault.receipt.landed,
        'chaos_gate.fault.evidence': fault.receipt.evidence,
        'chaos_gate.fault.targets': fault.targets.map(({ kind, namespace, name: target }) =>
          [kind, namespace, target].filter(Boolean).join('/'),
        ),
      },
    })),
    ...outages.map(({ probe, startT, endT: until, failed, why }, at) => ({
      key: `${key} outage ${at}`,
      parent: key,
      name: `outage: ${steadyState[probe]?.name ?? ''}`,
      startT,
      endT: until,
      attributes: { 'chaos_gate.probe': steadyState[probe]?.name, 'chaos_gate.failed_samples': failed },
      status: { code: errorCode, ...(why !== undefined && { message: text(why) }) },
    })),
  ];
}

function statusOf(verdict: Verdict, reason: string): SpanWish['status'] {
  if (verdict === 'inconclusive') return undefined;
  return verdict === 'upheld' ? { code: okCode } : { code: errorCode, message: text(reason) };
}
