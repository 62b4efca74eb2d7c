import type { AnyObject } from '../cluster-api.ts';

/** A column; priority 1 columns show with `-o wide` alone. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  readonly format: string;
  readonly description: string;
  readonly priority: 0 | 1;
}

export type Cell = string | number | boolean;

/** How objects of a kind are printed: its columns, and the cells of one object, wide ones included. */
export interface Printer {
  readonly columns: readonly Column[];
  cells(object: AnyObject, now: Date): Cell[];
}

export function column(name: string, more: Partial<Column> = {}): Column {
  return { name, type: 'string', format: '', description: '', priority: 0, ...more };
}

export const NAME = column('Name', { format: 'name' });
export const AGE = column('Age');
export const NONE = '<none>';

export function integer(name: string): Column {
  return column(name, { type: 'integer' });
}

export function wide(name: string, more: Partial<Column> = {}): Column {
  return column(name, { priority: 1, ...more });
}
