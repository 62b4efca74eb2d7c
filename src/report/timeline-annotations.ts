import type { Verdict } from '../verdict.ts';
import { escapeMarkup, shorten, visible } from './markup.ts';
import type { ReportInput } from './report.ts';
import { runId } from './run-id.ts';
import { marks } from './wording.ts';

/** A span of time with a text, as Grafana shows it across its panels. Times are milliseconds since 1970. */
export interface TimelineAnnotation {
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  /** HTML: Grafana shows it as such. Names in it are escaped. */
  readonly text: string;
}

/** Names of tags are short in Grafana's database. */
const maxTag = 100;

/** The experiments and their faults, each with the tags `chaos-gate` and `run:…`, by which they are found again. */
export function timelineAnnotations({ result, digests }: ReportInput): TimelineAnnotation[] {
  const startedMs = Date.parse(result.startedAt);
  const tags = ['chaos-gate', `run:${runId(result).slice(0, 16)}`];
  return result.experiments.flatMap((experiment, index): TimelineAnnotation[] => {
    const digest = digests[index];
    if (!digest) return [];
    const at = (t: number) => Math.round(startedMs + digest.startedT + t);
    const name = shown(experiment.name, 200);
    return [
      {
        time: at(0),
        timeEnd: at(digest.endT),
        tags: [...tags, 'experiment', experiment.verdict],
        text: `${describe(experiment.verdict)} <b>${name}</b><br>${shown(experiment.reason, 500)}`,
      },
      ...digest.faults.map(({ fault, startT, endT = startT }) => ({
        time: at(startT),
        timeEnd: at(endT),
        tags: [...tags, 'fault', shorten(visible(fault.kind), maxTag)],
        text: `<b>${shown(fault.kind, 100)}</b> of ${fault.targets
          .map(target => shown(target.name, 100))
          .slice(0, 10)
          .join(', ')}<br>${shown(fault.receipt.evidence, 500)}`,
      })),
    ];
  });
}

function describe(verdict: Verdict): string {
  return `${marks[verdict]} ${verdict}`;
}

function shown(text: string, length: number): string {
  return escapeMarkup(shorten(text.replace(/\s+/g, ' '), length));
}
