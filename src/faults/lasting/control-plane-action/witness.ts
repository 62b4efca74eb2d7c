import type { UndoOperation } from '../../../undo/operation.ts';

/** What in the cluster misses a component while it is stopped: the second source, which the way to its node has no part in. */
export interface Witness {
  /** Takes away what `begin` makes; known before. */
  readonly undo?: UndoOperation;
  /** Before the component is stopped. Throws InfrastructureFailure when it could see nothing even now. */
  begin?(): Promise<void>;
  /** How the cluster misses it, in a clause; undefined: not yet. Asked again and again. */
  look(): Promise<string | undefined>;
}
