import type { ClusterApi } from '../api/cluster-api.ts';
import { type Controller, createContext } from './context.ts';
import { cronJobController } from './cron-job.ts';
import { daemonSetController } from './daemon-set/index.ts';
import { deploymentController } from './deployment/index.ts';
import { disruptionBudgetController } from './disruption-budget.ts';
import { eventExpiryController } from './event-expiry.ts';
import { garbageCollector } from './garbage-collector.ts';
import { jobController } from './job/index.ts';
import { namespaceController } from './namespace.ts';
import { nodeLifecycleController } from './node/node-lifecycle.ts';
import { podGarbageController } from './node/pod-garbage.ts';
import { taintEvictionController } from './node/taint-eviction.ts';
import type { ControllerOptions } from './options.ts';
import { replicaSetController } from './replica-set.ts';
import { endpointSliceController } from './service/endpoint-slices.ts';
import { endpointsController } from './service/endpoints.ts';
import { rootCertificateController, serviceAccountController } from './service-account.ts';
import { statefulSetController } from './stateful-set/index.ts';
import { claimProtectionController, volumeProtectionController } from './storage-protection.ts';

export { createEventRecorder, type EventRecorder } from './event-recorder.ts';
export type { ControllerOptions, ControllerTimings } from './options.ts';

const CONTROLLERS: readonly Controller[] = [
  namespaceController,
  serviceAccountController,
  rootCertificateController,
  garbageCollector,
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  endpointsController,
  endpointSliceController,
  disruptionBudgetController,
  claimProtectionController,
  volumeProtectionController,
  nodeLifecycleController,
  taintEvictionController,
  podGarbageController,
  eventExpiryController,
];

/** Starts every controller on the API; the function that is returned ends their watches, queues and timers. */
export function startControllers(api: ClusterApi, options: ControllerOptions): () => void {
  const { context, stop } = createContext(api, options);
  for (const start of CONTROLLERS) start(context);
  return stop;
}
