import type { CoreV1Event, V1Container, V1Node, V1Pod } from '@kubernetes/client-node';
import { stringify } from 'yaml';
import { redactVariable } from './redaction.ts';

/** One line for each event, in the order of time. */
export function describeEvents(events: readonly CoreV1Event[]): string {
  return events.toSorted(byTime).map(describeEvent).join('\n');
}

/** A node with its conditions and taints. */
export function describeNode({ metadata, spec, status }: V1Node): string {
  const conditions = (status?.conditions ?? []).map(
    ({ type, status: state, reason, message, lastHeartbeatTime }) =>
      `  ${type} ${state} ${reason ?? ''}: ${message ?? ''} (${String(lastHeartbeatTime ?? 'no heartbeat')})`,
  );
  const taints = (spec?.taints ?? []).map(({ key, value, effect }) => `  taint ${key}=${value ?? ''}:${effect}`);
  const cordoned = spec?.unschedulable ? ', cordoned' : '';
  return [`${metadata?.name} ${status?.nodeInfo?.kubeletVersion ?? ''}${cordoned}`, ...conditions, ...taints].join(
    '\n',
  );
}

/** One line: where it runs and how its containers are. */
export function describePod(pod: V1Pod): string {
  const containers = (pod.status?.containerStatuses ?? []).map(status => {
    const state = status.state?.waiting?.reason ?? status.state?.terminated?.reason ?? 'running';
    const last = status.lastState?.terminated;
    const before = last ? `, before: ${last.reason} (${last.exitCode}) at ${last.finishedAt}` : '';
    return `${status.name} ${state}, ready ${status.ready}, ${status.restartCount} restarts${before}`;
  });
  const { namespace, name } = pod.metadata ?? {};
  return `${namespace}/${name} on ${pod.spec?.nodeName ?? 'no node'}: ${pod.status?.phase}; ${containers.join('; ')}`;
}

/**
 * All of a pod as YAML, but for what nobody reads (managed fields) and what nobody may: the manifest as applied, and the
 * values of variables with a telling name. References to Secrets stay references.
 */
export function describePodInFull({ metadata = {}, spec, status }: V1Pod): string {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => name !== 'kubectl.kubernetes.io/last-applied-configuration',
  );
  return stringify(
    {
      metadata: { ...metadata, managedFields: undefined, annotations: Object.fromEntries(annotations) },
      spec: {
        ...spec,
        containers: spec?.containers.map(withoutValues),
        initContainers: spec?.initContainers?.map(withoutValues),
        ephemeralContainers: spec?.ephemeralContainers?.map(withoutValues),
      },
      status,
    },
    folding,
  );
}

/** A secret that is folded over several lines would not be found. */
const folding = { lineWidth: 0 };

function withoutValues<Container extends Pick<V1Container, 'env'>>(container: Container): Container {
  const env = container.env?.map(variable =>
    variable.value === undefined ? variable : { ...variable, value: redactVariable(variable.name, variable.value) },
  );
  return { ...container, env };
}

function byTime(a: CoreV1Event, b: CoreV1Event): number {
  return String(timeOf(a)).localeCompare(String(timeOf(b)));
}

function timeOf(event: CoreV1Event): unknown {
  return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
}

function describeEvent(event: CoreV1Event): string {
  const { kind, namespace, name } = event.involvedObject;
  return `${timeOf(event)} ${event.type} ${event.reason} ${kind} ${namespace ?? ''}/${name} ×${event.count ?? 1}: ${event.message}`;
}
