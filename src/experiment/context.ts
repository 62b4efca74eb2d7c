import type { RunningCluster } from '../cluster/cluster.ts';
import type { JournalEvent, RunStarted, StopCode } from '../journal/event.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { Scenario } from '../scenario/suite.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Clock } from './clock.ts';
import type { StallWatch } from './stall-watch.ts';

/** What an experiment works with. All of it is handed in; nothing is global. */
export interface ExperimentContext {
  readonly started: RunStarted;
  /** Index among the run's experiments; `run` counts repetitions of the same scenario. */
  readonly experiment: number;
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly legacy: boolean;
  readonly cluster: RunningCluster;
  readonly kubernetes: KubernetesAccess;
  /** Where the app is that the run has deployed. */
  readonly appNamespaces: readonly string[];
  readonly clock: Clock;
  readonly stalls: StallWatch;
  readonly undoJournal: UndoJournal;
  /** How long a second source has to prove that a fault took effect. */
  readonly receiptTimeoutMs: number;
  readonly record: (event: JournalEvent) => void;
  /** What ends an experiment early, as the journal holds it. */
  readonly describeStop: (error: unknown) => Promise<{ readonly code: StopCode; readonly message: string }>;
  /** Aborts with `Interrupted`, a time limit or a failure of the journal as its reason. */
  readonly signal: AbortSignal;
}
