import type { ReasonCode } from '../journal/event.ts';
import { verdictOfCode } from '../judge/reason.ts';
import { casesOf } from './cases.ts';
import { shorten, visible } from './markup.ts';
import type { ReportInput } from './report.ts';
import { maxResults, renderSarifLog, type SarifRule } from './sarif-log.ts';
import { describeCluster } from './wording.ts';

const urgency = { refuted: 0, inconclusive: 1, upheld: 2 } as const;

/** `results.sarif`: every reason as a result on its line, the most urgent first; none only where the run was upheld. */
export function renderSarif({ result }: ReportInput): string {
  const reasons = casesOf(result)
    .toSorted((a, b) => urgency[a.verdict] - urgency[b.verdict])
    .flatMap(experiment => experiment.reasons.map(reason => ({ experiment, reason })));
  const codes = [...new Set(reasons.slice(0, maxResults).map(({ reason }) => reason.code))].sort();
  return renderSarifLog({
    tool: result.tool,
    rules: codes.map(describeRule),
    results: reasons.map(({ experiment: { name, file, line }, reason }) => ({
      ruleId: reason.code,
      level: levelOf(reason.code),
      message: `${name}: ${reason.message}`,
      at: { file: reason.file ?? file, line: reason.line ?? line, column: reason.column },
      about: name,
    })),
    properties: {
      verdict: result.verdict,
      seed: result.seed,
      cluster: shorten(visible(describeCluster(result.cluster)), 1000),
    },
  });
}

const helpOf = {
  refuted:
    'The app did not do what the hypothesis says. report.html shows when, and what the cluster did at that moment.',
  inconclusive:
    'Nothing can be concluded: what was seen does not show that the hypothesis holds, nor that it does not. The message says what was missing.',
} as const;

function describeRule(code: ReasonCode): SarifRule {
  const sentence = code.replaceAll('-', ' ');
  const verdict = verdictOfCode(code);
  return {
    id: code,
    short: `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`,
    full: `An experiment is ${verdict}: ${sentence}.`,
    help: helpOf[verdict],
    level: levelOf(code),
    tags: ['resilience', verdict],
  };
}

function levelOf(code: ReasonCode): 'error' | 'warning' {
  return verdictOfCode(code) === 'refuted' ? 'error' : 'warning';
}
