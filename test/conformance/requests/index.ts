import { access } from './access.ts';
import { configMaps } from './config-maps.ts';
import { customResources } from './custom-resources.ts';
import { decoding } from './decoding.ts';
import { defaultsOfOthers } from './defaults-of-others.ts';
import { defaultsOfWorkloads } from './defaults-of-workloads.ts';
import { deletion } from './deletion.ts';
import { discovery } from './discovery.ts';
import { disruption } from './disruption.ts';
import { immutability } from './immutability.ts';
import { kubectlApply } from './kubectl-apply.ts';
import { kubectlChange } from './kubectl-change.ts';
import { kubectlCreate } from './kubectl-create.ts';
import { kubectlNodes } from './kubectl-nodes.ts';
import { kubectlPods } from './kubectl-pods.ts';
import { kubectlRead } from './kubectl-read.ts';
import { kubectlRollout } from './kubectl-rollout.ts';
import { names } from './names.ts';
import { namespaces } from './namespaces.ts';
import { paging } from './paging.ts';
import { patches } from './patches.ts';
import { podLifecycle } from './pod-lifecycle.ts';
import { protocol } from './protocol.ts';
import type { RequestGroup } from './request.ts';
import { selectors } from './selectors.ts';
import { serverSideApply } from './server-side-apply.ts';
import { subresources } from './subresources.ts';
import { tables } from './tables.ts';
import { validationOfOthers } from './validation-of-others.ts';
import { validationOfPods } from './validation-of-pods.ts';
import { watching } from './watching.ts';

/** Everything that is asked of both API servers, from the first contact to running Pods. */
export const groups: readonly RequestGroup[] = [
  discovery,
  protocol,
  configMaps,
  names,
  namespaces,
  defaultsOfWorkloads,
  defaultsOfOthers,
  validationOfPods,
  validationOfOthers,
  decoding,
  immutability,
  deletion,
  selectors,
  paging,
  watching,
  patches,
  serverSideApply,
  subresources,
  access,
  customResources,
  tables,
  disruption,
  podLifecycle,
  kubectlRead,
  kubectlCreate,
  kubectlApply,
  kubectlChange,
  kubectlRollout,
  kubectlPods,
  kubectlNodes,
];
