import type { ControllerContext } from '../context.ts';
import { matchesLabels } from '../label-selector.ts';
import { isTerminating, keyOf, type Pod, type Service } from '../objects.ts';
import { isFinished } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import type { WorkQueue } from '../work-queue.ts';

export interface SelectedPod {
  readonly pod: Pod;
  readonly ip: string;
  /** Where the Service's ports lead in this pod; a named port that the pod does not have is left out. */
  readonly ports: readonly EndpointPort[];
}

export interface EndpointPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

export function hasSelector(service: Service): boolean {
  return service.spec?.type !== 'ExternalName' && Object.keys(service.spec?.selector ?? {}).length > 0;
}

export function isHeadless(service: Service): boolean {
  return service.spec?.clusterIP === 'None';
}

/** The pods that a Service selects, with an address and not finished, by name. Those on their way out are among them if asked for. */
export function selectedPods(
  { informers }: ControllerContext,
  service: Service,
  { withTerminating }: { readonly withTerminating: boolean },
): SelectedPod[] {
  return informers('pods')
    .inNamespace(service.metadata!.namespace!)
    .filter(pod => matchesLabels(service.spec!.selector, pod.metadata!.labels))
    .filter(pod => pod.status?.podIP && !isFinished(pod) && (withTerminating || !isTerminating(pod)))
    .sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))
    .map(pod => ({ pod, ip: pod.status!.podIP!, ports: portsOf(service, pod) }));
}

/** Queues a Service when it changes, and when a pod that it selects (or selected) changes in a way that endpoints tell. */
export function watchServices(context: ControllerContext, queue: WorkQueue): void {
  const services = context.informers('services');
  services.onChange(({ latest }) => queue.add(keyOf(latest)));
  context.informers('pods').onChange(({ before, after, latest }) => {
    if (before && after && semanticallyEqual(visiblePart(before), visiblePart(after))) return;
    for (const service of services.inNamespace(latest.metadata!.namespace!)) {
      const { selector } = service.spec ?? {};
      if (!hasSelector(service)) continue;
      if ([before, after].some(pod => pod && matchesLabels(selector, pod.metadata!.labels))) queue.add(keyOf(service));
    }
  });
}

/** What endpoints show of a pod. */
function visiblePart({ metadata, spec, status }: Pod): unknown {
  const ready = status?.conditions?.find(condition => condition.type === 'Ready')?.status;
  const { labels, deletionTimestamp, uid } = metadata!;
  return [labels, deletionTimestamp, uid, spec?.nodeName, status?.podIP, status?.phase, ready];
}

function portsOf(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec!.ports ?? []).flatMap(({ name, port, targetPort, protocol = 'TCP', appProtocol }) => {
    const target = targetPort ?? port;
    const number = typeof target === 'number' ? target : namedPort(pod, target, protocol);
    return number === undefined
      ? []
      : [{ name: name ?? '', port: number, protocol, ...(appProtocol && { appProtocol }) }];
  });
}

function namedPort(pod: Pod, name: string, protocol: string): number | undefined {
  const sidecars = (pod.spec?.initContainers ?? []).filter(container => container.restartPolicy === 'Always');
  return [...(pod.spec?.containers ?? []), ...sidecars]
    .flatMap(container => container.ports ?? [])
    .find(port => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort;
}

/** What an endpoint says of its pod. */
export function targetOf({ metadata }: Pod) {
  return { kind: 'Pod', namespace: metadata!.namespace, name: metadata!.name, uid: metadata!.uid };
}

/** The DNS name of the pod within a headless Service that the pod names as its subdomain. */
export function hostnameIn(service: Service, { spec, metadata }: Pod): string | undefined {
  const isMember = spec?.hostname && spec.subdomain === service.metadata!.name;
  return isMember && metadata!.namespace === service.metadata!.namespace ? spec.hostname : undefined;
}
