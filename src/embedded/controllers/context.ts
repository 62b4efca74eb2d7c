import type { ClusterApi } from '../api/cluster-api.ts';
import { createEventRecorder, type EventRecorder } from './event-recorder.ts';
import { createInformers, type Informers } from './informer.ts';
import { type ControllerOptions, type ControllerTimings, DEFAULT_TIMINGS } from './options.ts';
import { startWorkQueue, type WorkQueue } from './work-queue.ts';

/** What every controller works with. */
export interface ControllerContext {
  readonly api: ClusterApi;
  readonly informers: Informers;
  readonly now: () => number;
  readonly timings: ControllerTimings;
  readonly certificateAuthority: string;
  /** Events in the name of a component, say `deployment-controller`. */
  recorder(component: string): EventRecorder;
  /** A queue that ends with the controllers. `name` tells in error messages whose it is. */
  queue(name: string, reconcile: (key: string) => void): WorkQueue;
}

/** Watches through the context's informers and reconciles through queues of its own. */
export type Controller = (context: ControllerContext) => void;

/** The context and the function that ends all watches, queues and timers made through it. */
export function createContext(
  api: ClusterApi,
  options: ControllerOptions,
): { readonly context: ControllerContext; readonly stop: () => void } {
  const informers = createInformers(api);
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const onError = options.onError ?? ((error, where) => console.error(`${where}:`, error));
  const queues: WorkQueue[] = [];
  const context: ControllerContext = {
    api,
    informers,
    now: options.now,
    timings,
    certificateAuthority: options.certificateAuthority,
    recorder: component => createEventRecorder(api, { component, now: options.now, onError }),
    queue(name, reconcile) {
      const queue = startWorkQueue(reconcile, {
        ...timings,
        onError: (error, key) => onError(error, `${name} ${key}`),
      });
      queues.push(queue);
      return queue;
    },
  };
  const stop = () => {
    informers.stop();
    for (const queue of queues) queue.stop();
  };
  return { context, stop };
}
