import { formatProblem, type Problem } from '../errors.ts';
import { renderSarifLog } from '../report/sarif-log.ts';
import { type Finding, meaningOf } from '../scenario/index.ts';
import { version } from '../version.ts';
import type { OutputFormat } from './arguments.ts';

/** What came of looking at files. */
export interface Validation {
  readonly files: readonly string[];
  /** How many; absent when they could not be read. */
  readonly scenarios?: number;
  readonly findings: readonly Finding[];
}

const invalid = 'invalid-input';

/** Problems of invalid input, in the form of findings. */
export function describeInvalid(problems: readonly Problem[]): Finding[] {
  return problems.map(({ at, message }) => ({ code: invalid, at, severity: 'error', message }));
}

/** For people a line each on standard error and the sum on standard output; for programs the whole on standard output. */
export function showFindings(validation: Validation, format: OutputFormat | undefined): void {
  if (format === 'json') process.stdout.write(asJson(validation));
  else if (format === 'sarif') process.stdout.write(asSarif(validation));
  else {
    for (const { at, severity, message, code } of validation.findings)
      process.stderr.write(`${formatProblem({ at, message: `${severity}: ${message} (${code})` })}\n`);
    process.stdout.write(`${summary(validation)}\n`);
  }
}

function summary({ files, scenarios = 0, findings }: Validation): string {
  const found = (['error', 'warning', 'note'] as const).flatMap(severity => {
    const { length } = findings.filter(each => each.severity === severity);
    return length > 0 ? [count(length, severity)] : [];
  });
  return [`${count(files.length, 'file')}, ${count(scenarios, 'scenario')}: valid`, ...found].join(', ');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function asJson({ files, findings }: Validation): string {
  const described = findings.map(({ code, severity, message, at, fix }) => ({
    code,
    severity,
    message,
    ...at,
    ...(fix && {
      fix: {
        line: fix.from.line,
        column: fix.from.column,
        endLine: fix.to.line,
        endColumn: fix.to.column,
        text: fix.text,
      },
    }),
  }));
  return `${JSON.stringify({ schemaVersion: 1, files, findings: described }, null, 2)}\n`;
}

function asSarif({ files, findings }: Validation): string {
  const severities = new Map(findings.map(({ code, severity }) => [code, severity]));
  return renderSarifLog({
    tool: { name: 'chaos-gate', version },
    rules: [...severities].sort().map(([id, level]) => ({
      id,
      short: `${id[0]?.toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`,
      full: id === invalid ? 'The file cannot be run as it is.' : meaningOf(id),
      help: 'docs/scenarios.md has the language; `chaos-gate validate --fix` writes what is certain.',
      level,
      tags: ['resilience', 'scenario'],
    })),
    results: findings.map(({ code, severity, message, at, fix }) => ({
      ruleId: code,
      level: severity,
      message,
      at: at ?? { file: files[0] ?? '-', line: 1 },
      about: message,
      fix,
    })),
  });
}
