import type { JournalEvent } from '../journal/event.ts';
import { createJudge } from '../judge/judge.ts';
import { buildDigest, type DigestBuilder } from './digest.ts';
import { outagesOf } from './outages.ts';
import type { ReportInput } from './report.ts';

/** Takes a journal's events one by one; then it has what every report is made of. Memory does not grow with the run. */
export interface ReportFold {
  /** Throws InvalidInput for an event that does not fit those before it. */
  add(event: JournalEvent): void;
  /** Throws InvalidInput when no run was started. */
  input(): ReportInput;
}

const maxRemarks = 50;

export function createReportFold(): ReportFold {
  const judge = createJudge();
  const builders = new Map<number, DigestBuilder>();
  const remarks: string[] = [];
  return {
    add(event) {
      judge.add(event);
      if (event.type === 's') builders.get(event.e)?.add(event);
      else if (event.type === 'experiment-started') builders.set(event.experiment, buildDigest(event));
      else if (event.type === 'message' && event.level !== 'progress' && remarks.length < maxRemarks)
        remarks.push(`${event.level}: ${event.text}`);
      else if ('experiment' in event) builders.get(event.experiment)?.add(event);
    },
    input() {
      const result = judge.result();
      const digests = result.experiments.map((_, index) => builders.get(index)?.digest());
      const outages = result.experiments.map((_, index) => {
        const record = judge.recordOf(index);
        return record ? outagesOf(record) : [];
      });
      return { result, remarks, digests, outages };
    },
  };
}
