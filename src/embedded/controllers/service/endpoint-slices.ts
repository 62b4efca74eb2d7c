import type { Controller, ControllerContext } from '../context.ts';
import { type EndpointSlice, isTerminating, keyOf, type Service, splitKey } from '../objects.ts';
import { controllerReferenceTo } from '../owner-references.ts';
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

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

/** kube-controller-manager's max-endpoints-per-slice. */
const SLICE_LIMIT = 100;
const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslice-controller.k8s.io';
const ZONE = 'topology.kubernetes.io/zone';

/** Keeps the EndpointSlices of every Service that selects pods. */
export const endpointSliceController: Controller = context => {
  const services = context.informers('services');
  const slices = context.informers('endpointslices.discovery.k8s.io');
  const triggers = createTriggerTimes();
  const queue = context.queue('endpoint slices', key => {
    const { namespace, name } = splitKey(key);
    const service = services.get(namespace, name);
    if (!service) triggers.forget(key);
    else if (!isTerminating(service) && hasSelector(service)) reconcile(context, service, triggers);
  });
  watchServices(context, queue);
  slices.onChange(({ latest }) => {
    const { namespace, labels } = latest.metadata!;
    if (labels?.[MANAGED_BY] === MANAGER && labels[SERVICE_NAME]) queue.add(`${namespace}/${labels[SERVICE_NAME]}`);
  });
  context.informers('nodes').onChange(({ before, after }) => {
    if (before?.metadata?.labels?.[ZONE] === after?.metadata?.labels?.[ZONE]) return;
    for (const service of services.list()) queue.add(keyOf(service));
  });
};

function reconcile(context: ControllerContext, service: Service, triggers: TriggerTimes): void {
  const { api, informers } = context;
  const existing = informers('endpointslices.discovery.k8s.io')
    .controlledBy(service.metadata!.uid!)
    .filter(slice => slice.metadata!.labels?.[MANAGED_BY] === MANAGER);
  const unused = new Set(existing);
  const members = selectedPods(context, service, { withTerminating: true });
  const trigger = triggers.sinceLastSync(
    service,
    members.map(({ pod }) => pod),
  );
  for (const wished of wishedSlices(context, service, members)) {
    const candidates = [...unused];
    const slice = candidates.find(one => semanticallyEqual(one.ports, wished.ports)) ?? candidates[0];
    if (!slice) {
      const annotations = withTriggerTime(undefined, trigger);
      api.create('endpointslices.discovery.k8s.io', {
        ...wished,
        metadata: { ...wished.metadata, ...(annotations && { annotations }) },
      });
      continue;
    }
    unused.delete(slice);
    const same =
      semanticallyEqual(slice.endpoints, wished.endpoints) &&
      semanticallyEqual(slice.ports, wished.ports) &&
      semanticallyEqual(slice.metadata!.labels, wished.metadata!.labels);
    if (same) continue;
    api.mutate('endpointslices.discovery.k8s.io', slice.metadata!.namespace, slice.metadata!.name!, draft => {
      draft.endpoints = wished.endpoints;
      draft.ports = wished.ports;
      draft.metadata!.labels = wished.metadata!.labels;
      draft.metadata!.annotations = withTriggerTime(draft.metadata!.annotations, trigger);
    });
  }
  for (const { metadata } of unused) {
    api.delete('endpointslices.discovery.k8s.io', metadata!.namespace, metadata!.name!);
  }
}

/** One slice for each set of ports and hundred endpoints; an empty one when no pod is selected. */
function wishedSlices(
  context: ControllerContext,
  service: Service,
  selectedOnes: readonly SelectedPod[],
): EndpointSlice[] {
  const groups = new Map<string, SelectedPod[]>();
  for (const selected of selectedOnes) {
    if (selected.ports.length === 0 && !isHeadless(service)) continue;
    const ports = JSON.stringify(selected.ports);
    groups.set(ports, [...(groups.get(ports) ?? []), selected]);
  }
  const slices: EndpointSlice[] = [];
  for (const members of groups.values()) {
    for (let start = 0; start < members.length; start += SLICE_LIMIT) {
      const endpoints = members.slice(start, start + SLICE_LIMIT).map(member => endpointOf(context, service, member));
      slices.push(sliceOf(service, members[0]!.ports, endpoints));
    }
  }
  return slices.length > 0 ? slices : [sliceOf(service, [], [])];
}

function sliceOf(service: Service, ports: SelectedPod['ports'], endpoints: Endpoint[]): EndpointSlice {
  const { name, namespace, labels } = service.metadata!;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        ...(isHeadless(service) && { 'service.kubernetes.io/headless': '' }),
        [MANAGED_BY]: MANAGER,
        [SERVICE_NAME]: name!,
      },
      ownerReferences: [controllerReferenceTo(service)],
    },
    addressType: 'IPv4',
    endpoints,
    ports: [...ports],
  };
}

/** A pod whose deletion has begun goes on serving as far as it can, but is not ready any more: no new connections. */
function endpointOf({ informers }: ControllerContext, service: Service, { pod, ip }: SelectedPod): Endpoint {
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const ready = Boolean(service.spec!.publishNotReadyAddresses) || (serving && !terminating);
  const nodeName = pod.spec?.nodeName;
  const zone = nodeName && informers('nodes').get(undefined, nodeName)?.metadata?.labels?.[ZONE];
  const hostname = hostnameIn(service, pod);
  return {
    addresses: [ip],
    conditions: { ready, serving, terminating },
    ...(hostname && { hostname }),
    ...(nodeName && { nodeName }),
    targetRef: targetOf(pod),
    ...(zone && { zone }),
  };
}
