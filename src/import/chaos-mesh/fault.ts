import type { Draft } from '../../draft/draft.ts';
import type { Note } from '../note.ts';

/** What one kind of chaos becomes. */
export interface MeshFault {
  readonly steps: readonly Draft[];
  /** A selector could not be said: the steps would hit other pods, and are only there as a comment. */
  readonly refused?: boolean;
  readonly notes: readonly Note[];
}
