import type { LastingStepOf } from './lasting-step.ts';

/** Changes an object of the cluster through the API, and writes it back. */
export interface ObjectActionStep extends LastingStepOf<'objectAction'> {
  readonly object: {
    /** As kubectl takes it: `Deployment`, `deploy`, `deployments.apps`. */
    readonly kind: string;
    readonly name: string;
    /** Absent for what has none (nodes). */
    readonly namespace?: string;
  };
  readonly change: ObjectChange;
}

/** null takes a key away. */
type Entries = Readonly<Record<string, string | null>>;

export type ObjectChange =
  | { readonly kind: 'scale'; readonly replicas: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'labels'; readonly labels: Entries }
  | { readonly kind: 'selector'; readonly selector: Entries }
  | { readonly kind: 'data'; readonly data: Entries }
  | { readonly kind: 'image'; readonly container?: string; readonly image: string }
  | { readonly kind: 'limits'; readonly container?: string; readonly cpu?: string; readonly memory?: string }
  | {
      readonly kind: 'taint';
      readonly key: string;
      readonly value: string;
      readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
    }
  | { readonly kind: 'patch'; readonly patch: Readonly<Record<string, unknown>> };
