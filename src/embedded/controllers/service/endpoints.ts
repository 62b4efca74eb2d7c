import type { Controller, ControllerContext } from '../context.ts';
import { type Endpoints, isTerminating, type Service, splitKey } from '../objects.ts';
import { isReady } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import {
  hasSelector,
  hostnameIn,
  isHeadless,
  type SelectedPod,
  selectedPods,
  targetOf,
  watchServices,
} from './selected-pods.ts';
import { createTriggerTimes, type TriggerTimes, withTriggerTime } from './trigger-times.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const MANAGER = 'endpoint-controller';
const HEADLESS = 'service.kubernetes.io/headless';

/** Keeps the Endpoints object (the older form of EndpointSlices) of every Service that selects pods. */
export const endpointsController: Controller = context => {
  const services = context.informers('services');
  const { api } = context;
  const triggers = createTriggerTimes();
  const queue = context.queue('endpoints', key => {
    const { namespace, name } = splitKey(key);
    const service = services.get(namespace, name);
    if (!service || isTerminating(service)) {
      triggers.forget(key);
      const left = api.get('endpoints', namespace, name);
      if (left?.metadata?.labels?.[MANAGED_BY] === MANAGER) api.delete('endpoints', namespace, name);
    } else if (hasSelector(service)) {
      reconcile(context, service, triggers);
    }
  });
  watchServices(context, queue);
};

function reconcile(context: ControllerContext, service: Service, triggers: TriggerTimes): void {
  const { api } = context;
  const { namespace, name } = service.metadata!;
  const members = selectedPods(context, service, { withTerminating: Boolean(service.spec!.publishNotReadyAddresses) });
  const subsets = subsetsOf(service, members);
  const trigger = triggers.sinceLastSync(
    service,
    members.map(({ pod }) => pod),
  );
  const labels = {
    ...service.metadata!.labels,
    [MANAGED_BY]: MANAGER,
    ...(isHeadless(service) && { [HEADLESS]: '' }),
  };
  const existing = api.get('endpoints', namespace, name!);
  if (!existing) {
    const annotations = withTriggerTime(undefined, trigger);
    const metadata = { name, namespace, labels, ...(annotations && { annotations }) };
    api.create('endpoints', { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets });
  } else if (!semanticallyEqual(existing.subsets, subsets) || !semanticallyEqual(existing.metadata!.labels, labels)) {
    api.mutate('endpoints', namespace, name!, draft => {
      draft.metadata!.labels = labels;
      draft.metadata!.annotations = withTriggerTime(draft.metadata!.annotations, trigger);
      draft.subsets = subsets;
    });
  }
}

/** One subset for each set of ports, with its ready and its other addresses in the order of the addresses. */
function subsetsOf(service: Service, members: readonly SelectedPod[]): Subset[] {
  const publishAll = Boolean(service.spec!.publishNotReadyAddresses);
  const groups = new Map<string, { ready: SelectedPod[]; notReady: SelectedPod[] }>();
  for (const selected of members) {
    if (selected.ports.length === 0 && !isHeadless(service)) continue;
    const ports = JSON.stringify(selected.ports);
    const group = groups.get(ports) ?? { ready: [], notReady: [] };
    groups.set(ports, group);
    group[publishAll || isReady(selected.pod) ? 'ready' : 'notReady'].push(selected);
  }
  const addressesOf = (members: SelectedPod[]) =>
    members
      .map(({ pod, ip }) => {
        const hostname = hostnameIn(service, pod);
        return { ip, ...(hostname && { hostname }), nodeName: pod.spec?.nodeName, targetRef: targetOf(pod) };
      })
      .sort((a, b) => (a.ip < b.ip ? -1 : 1));
  return [...groups.values()].map(({ ready, notReady }) => ({
    ...(ready.length > 0 && { addresses: addressesOf(ready) }),
    ...(notReady.length > 0 && { notReadyAddresses: addressesOf(notReady) }),
    ports: [...(ready[0] ?? notReady[0])!.ports].map(({ name, ...port }) => ({ ...(name && { name }), ...port })),
  }));
}
