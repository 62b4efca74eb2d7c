/** A kind of cluster; `existing` is like kind where a node shell is allowed, and like the embedded one's API faults without. */
export type Place = 'embedded' | 'kind';

/** A fault as a scenario writes it, for docs/faults.md. */
export interface CatalogueEntry {
  /** Step, or step and action: `podAction.kill`, `networkAction.delay`. */
  readonly key: string;
  readonly does: string;
  /** What proves it besides the call that injected it. */
  readonly receipt: string;
  /** How it is taken back. Absent: nothing has to be. */
  readonly undo?: string;
  /** What the cluster has to have. */
  readonly needs?: string;
  /** Where it was run, with that receipt. */
  readonly ran: readonly Place[];
  /** Which of its variants that was, and where the others were run. */
  readonly ranAs?: string;
  /** Why it does not run at a place: the preflight's words, in short. */
  readonly refused?: Partial<Readonly<Record<Place, string>>>;
}

/** The embedded cluster and kind. */
export const both = ['embedded', 'kind'] as const;
/** A way to run programs on the nodes: kind, Minikube, and a cluster with a node shell have one. */
export const programs = 'programs on its nodes';
export const noMachines = { embedded: 'its nodes are no machines' } as const;
