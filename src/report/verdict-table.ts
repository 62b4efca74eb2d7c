import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import type { Verdict } from '../verdict.ts';
import { printable } from './event-line.ts';
import { countVerdicts, describeCluster, marks } from './wording.ts';

/** The end of a run on a terminal or in a log: every experiment with its verdict and why, then the run's. */
export function formatVerdictTable(
  result: RunResult,
  options: { readonly color: boolean; readonly width: number },
): string {
  const width = Math.max(40, options.width);
  const paint = (verdict: Verdict, text: string) => (options.color ? `${colors[verdict]}${text}\u001b[0m` : text);
  const lines = result.experiments.flatMap(experiment => {
    const [head = '', ...rest] = describeExperiment(experiment, width);
    return [paint(experiment.verdict, head), ...rest];
  });
  const verdict = `${marks[result.verdict]} ${result.verdict}`;
  const summary = `${countVerdicts(result.experiments)}; ${describeCluster(result.cluster)}; seed ${result.seed}`;
  const saidAlready = result.verdict === 'upheld' || result.reason.includes(result.experiments[0]?.reason ?? '');
  const why = saidAlready && result.experiments.length < 2 ? [] : wrap(oneLine(result.reason), width, '  ');
  return [...lines, '', paint(result.verdict, verdict), ...why, ...wrap(oneLine(summary), width, '  ')]
    .map(defuse)
    .join('\n');
}

const colors: Readonly<Record<Verdict, string>> = {
  upheld: '\u001b[32m',
  refuted: '\u001b[31m',
  inconclusive: '\u001b[33m',
};
const maxReasons = 5;

function describeExperiment({ name, verdict, reason, reasons }: ExperimentResult, width: number): string[] {
  const head = cut(`${marks[verdict]} ${verdict.padEnd('inconclusive'.length)}  ${oneLine(name)}`, width);
  const others = reasons.slice(1, maxReasons).map(({ code, message }) => `${code}: ${message}`);
  const more = reasons.length > maxReasons ? [`and ${reasons.length - maxReasons} more reasons`] : [];
  return [head, ...[reason, ...others, ...more].flatMap(text => wrap(oneLine(text), width, '    '))];
}

function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

/** Breaks a text at its spaces into lines of at most `width`, each indented; a word that is too long is broken too. */
function wrap(text: string, width: number, indent: string): string[] {
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of cut(text, 2000).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    for (; line.length > room; line = line.slice(room)) lines.push(line.slice(0, room));
  }
  return [...lines, line].map(each => indent + each);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** A runner takes a line that begins with `::`, or holds `##[`, for a command. Names must not be able to give one. */
export function defuse(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1:\u200b').replaceAll('##[', '#\u200b#[');
}
