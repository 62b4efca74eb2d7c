import type { RecordEvent } from '../container-events.ts';
import type { PodScope } from '../pod/pod-scope.ts';
import type { Container } from '../pod/restart-policy.ts';
import type { StatusRecord } from './container-status.ts';

/** What the parts of one container's worker share. */
export interface ContainerScope {
  readonly pod: PodScope;
  readonly container: Container;
  readonly role: 'init' | 'main';
  readonly status: StatusRecord;
  readonly record: RecordEvent;
  /** Aborts when the container is to end for good. */
  readonly stopping: AbortSignal;
}
