import { formatReason } from '../judge/reason.ts';
import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import { casesOf } from './cases.ts';
import { type Markup, markup, shorten } from './markup.ts';
import type { ReportInput } from './report.ts';
import { describeCluster, reproduce } from './wording.ts';

/**
 * `junit.xml`: a suite for each scenario file, a case for each experiment. A refuted hypothesis is a failure; an
 * inconclusive one is an error: the test could not tell.
 */
export function renderJunit({ result }: ReportInput): string {
  const experiments = casesOf(result);
  const byFile = Map.groupBy(experiments, ({ file }) => file);
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chaos-gate" tests="${experiments.length}" failures="${count(experiments, 'refuted')}" errors="${count(experiments, 'inconclusive')}" time="${seconds(result.durationMs)}">
${[...byFile].map(([file, own]) => suite(result, file, own))}</testsuites>
`.markup;
}

function suite(result: RunResult, file: string, experiments: ExperimentResult[]): Markup {
  const time = seconds(experiments.reduce((sum, each) => sum + durationOf(each), 0));
  return markup`  <testsuite name="${file}" tests="${experiments.length}" failures="${count(experiments, 'refuted')}" errors="${count(experiments, 'inconclusive')}" skipped="0" time="${time}" timestamp="${result.startedAt}" file="${file}">
    <properties>
      <property name="cluster" value="${describeCluster(result.cluster)}"/>
      <property name="seed" value="${result.seed}"/>
      <property name="chaos-gate" value="${result.tool.version}"/>
    </properties>
${experiments.map(experiment => testCase(result, experiment))}  </testsuite>
`;
}

function testCase(result: RunResult, experiment: ExperimentResult): Markup {
  const { name, file, line, verdict, reason, reasons, faults, hypothesis } = experiment;
  const all = reasons.map(each => `${each.code}: ${formatReason(each)}`).join('\n');
  const element = verdict === 'refuted' ? 'failure' : 'error';
  const problem = markup`      <${{ markup: element }} message="${shorten(reason, 1000)}" type="${reasons[0]?.code ?? verdict}">${all}</${{ markup: element }}>
`;
  const receipts = faults.map(
    ({ kind, receipt }) => `${kind} ${receipt.landed ? 'landed' : 'not proven'}: ${receipt.evidence}`,
  );
  const notes = [
    hypothesis ?? '',
    `${file}:${line}`,
    `${verdict}: ${reason}`,
    ...receipts,
    `again: ${reproduce(result, result.experiments.includes(experiment) ? experiment : undefined)}`,
  ];
  return markup`    <testcase name="${name}" classname="${file}" time="${seconds(durationOf(experiment))}">
${verdict === 'upheld' ? undefined : problem}      <system-out>${notes.filter(Boolean).join('\n')}</system-out>
    </testcase>
`;
}

function durationOf({ phases }: ExperimentResult): number {
  return phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function count(experiments: readonly ExperimentResult[], verdict: ExperimentResult['verdict']): number {
  return experiments.filter(experiment => experiment.verdict === verdict).length;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
