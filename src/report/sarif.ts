import { verdictOfCode } from '../judge/reason.ts';
import type { ExperimentResult, Reason } from '../judge/run-result.ts';
import { shorten, visible } from './markup.ts';
import type { ReportInput } from './report.ts';
import { describeCluster } from './wording.ts';

/** `results.sarif`: every reason as a result on its line, in SARIF 2.1.0 as code scanning reads it. */
export function renderSarif({ result }: ReportInput): string {
  const reasons = result.experiments.flatMap(experiment => experiment.reasons.map(reason => ({ experiment, reason })));
  const codes = [...new Set(reasons.map(({ reason }) => reason.code))].sort();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: result.tool.name,
            version: result.tool.version,
            rules: codes.map(code => ({ id: code, shortDescription: { text: code.replaceAll('-', ' ') } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { verdict: result.verdict, seed: result.seed, cluster: describeCluster(result.cluster) },
        results: reasons.map(({ experiment, reason }) => resultOf(experiment, reason, codes)),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function resultOf({ name, file, line }: ExperimentResult, reason: Reason, codes: readonly string[]) {
  const startLine = reason.line ?? line;
  return {
    ruleId: reason.code,
    ruleIndex: codes.indexOf(reason.code),
    level: verdictOfCode(reason.code) === 'refuted' ? 'error' : 'warning',
    message: { text: shorten(visible(`${name}: ${reason.message}`), 4000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(reason.file ?? file) },
          region: { startLine, ...(reason.column !== undefined && { startColumn: reason.column }) },
        },
      },
    ],
    partialFingerprints: { 'chaosGate/v1': shorten(visible(`${reason.code}:${name}:${startLine}`), 500) },
  };
}

/** A path as a URI reference: relative to the repository, or a file URI. */
function uriOf(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
