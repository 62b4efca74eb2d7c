import type { Position } from '../errors.ts';
import type { Retries } from './step.ts';

/** Silences every alert of Alertmanagers, so that an experiment wakes nobody. */
export interface AlertManagerStep {
  readonly kind: 'alertManagerAction';
  readonly at: Position;
  /** Where the API of each is: `http://alertmanager:9093/api/v2`. */
  readonly targets: readonly { readonly at: Position; readonly url: string }[];
  readonly actions: readonly AlertManagerItem[];
  readonly proxies: { readonly http: string; readonly https: string };
  readonly insecure: boolean;
  readonly retries?: Retries;
}

export type AlertManagerItem =
  | { readonly kind: 'mute'; readonly at: Position; readonly durationMs: number; readonly autoUnmute: boolean }
  /** Removes the silences that this step's and earlier steps' `mute` made. */
  | { readonly kind: 'unmute'; readonly at: Position };
