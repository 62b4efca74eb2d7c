import type { Position } from '../errors.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { describeFault } from './phrases.ts';

/** Something that an experiment left: what, how it differs, and both as a sentence. */
export interface Residue {
  readonly object: string;
  readonly difference: string;
  readonly sentence: string;
  readonly at: Position;
}

/** All that an experiment left: faults that were not undone, and objects that are not as they were before. */
export function listResidue(record: ExperimentRecord): Residue[] {
  const { started, undone } = record;
  const needing = record.faults.filter(({ needsUndo }) => needsUndo);
  // A journal that just ends says itself that nobody came to the undo.
  const left = record.ended ? needing.filter(({ id }) => !undone.get(id)?.undone) : [];
  const others = [...undone.values()].filter(each => !each.undone && !needing.some(({ id }) => id === each.id));
  return [
    ...left.map(fault => {
      const why = undone.get(fault.id)?.message ?? 'the journal does not say that anybody tried';
      const at = started.steps[fault.step]?.at ?? started.at;
      return {
        ...describeNotUndone(describeFault(fault), why),
        sentence: `the ${describeFault(fault)} was not undone: ${why}`,
        at,
      };
    }),
    ...others.map(({ id, message = 'no cause given' }) => ({
      ...describeNotUndone(id, message),
      sentence: `${id} was not undone: ${message}`,
      at: started.at,
    })),
    ...record.residue.map(({ object, difference }) => ({
      object,
      difference,
      sentence: `${object} is not as it was before: ${difference}`,
      at: started.at,
    })),
  ];
}

function describeNotUndone(object: string, why: string): Pick<Residue, 'object' | 'difference'> {
  return { object, difference: `not undone: ${why}` };
}
