import type { JournalEvent } from '../../src/journal/event.ts';
import { createReportFold, type ReportInput, reports } from '../../src/report/index.ts';
import { faultT, journalOf } from '../judge/journal-builder.ts';

export function inputOf(events: readonly JournalEvent[]): ReportInput {
  const fold = createReportFold();
  for (const event of events) fold.add(event);
  return fold.input();
}

export function render(file: string, events: readonly JournalEvent[]): string {
  return reports.find(report => report.file === file)!.render(inputOf(events));
}

/** A refuted experiment in which every text that comes from outside is the same one. */
export function journalNaming(text: string): JournalEvent[] {
  const at = { file: text, line: 3, column: 1 };
  return journalOf({
    run: { files: [text], experiments: [{ name: text, at }] },
    probes: [
      { name: text, see: t => (t >= faultT && t < faultT + 400 ? { r: 'fail', why: text } : { ms: 3 }) },
      {
        name: text,
        everyMs: 200,
        minSamples: 5,
        tolerances: ['edges >= 50%'],
        see: () => ({
          mesh: {
            expected: 4,
            alive: 3,
            nodes: 2,
            ms: [1, 1, 1],
            dead: [text],
            pods: [text, 'b'],
            on: [text, 'b'],
            states: '.x..',
          },
        }),
      },
    ],
    started: { name: text, hypothesis: text, at },
    edit: events => [
      ...events.map(event => {
        if (event.type === 'fault-injected')
          return {
            ...event,
            kind: text,
            targets: [{ kind: 'Pod' as const, namespace: text, name: text, node: text }],
            receipt: { landed: true, evidence: text },
          };
        if (event.type === 'step-ended') return { ...event, kind: text, message: text };
        if (event.type === 'cluster-ready')
          return { ...event, provider: 'kind' as const, name: text, version: text, nodes: [text] };
        return event;
      }),
      { type: 'residue', t: 8999, experiment: 0, object: text, difference: text },
      { type: 'message', t: 1, level: 'warning', text },
    ],
  });
}
