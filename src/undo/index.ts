export type { UndoOperation } from './operation.ts';
export type { UndoTarget } from './perform/index.ts';
export * from './undo-journal.ts';
export * from './undo-pending.ts';
