import type { AnyObject } from '../cluster-api.ts';
import { ageOf } from './age.ts';
import { AGE, type Cell, column, integer, NAME, NONE, type Printer, wide } from './table.ts';

const UNKNOWN = '<unknown>';
const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** Nodes, namespaces, events, configuration, policy. */
export const CLUSTER_PRINTERS: Readonly<Record<string, Printer>> = {
  Node: {
    columns: [
      NAME,
      column('Status'),
      column('Roles'),
      AGE,
      column('Version'),
      wide('Internal-IP'),
      wide('External-IP'),
      wide('OS-Image'),
      wide('Kernel-Version'),
      wide('Container-Runtime'),
    ],
    cells: nodeCells,
  },
  Namespace: {
    columns: [NAME, column('Status'), AGE],
    cells: ({ metadata, status }, now) => [
      metadata!.name!,
      status?.phase ?? '',
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  Event: {
    columns: [
      column('Last Seen'),
      column('Type'),
      column('Reason'),
      column('Object'),
      wide('Subobject'),
      wide('Source'),
      column('Message'),
      wide('First Seen'),
      wide('Count'),
      wide('Name', { format: 'name' }),
    ],
    cells: eventCells,
  },
  ConfigMap: {
    columns: [NAME, column('Data'), AGE],
    cells: ({ metadata, data = {}, binaryData = {} }, now) => [
      metadata!.name!,
      Object.keys(data).length + Object.keys(binaryData).length,
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  Secret: {
    columns: [NAME, column('Type'), column('Data'), AGE],
    cells: ({ metadata, type, data = {} }, now) => [
      metadata!.name!,
      type,
      Object.keys(data).length,
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  ServiceAccount: {
    columns: [NAME, column('Secrets'), AGE],
    cells: ({ metadata, secrets = [] }, now) => [
      metadata!.name!,
      secrets.length,
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  PodDisruptionBudget: {
    columns: [NAME, column('Min Available'), column('Max Unavailable'), integer('Allowed Disruptions'), AGE],
    cells: ({ metadata, spec = {}, status }, now) => [
      metadata!.name!,
      String(spec.minAvailable ?? 'N/A'),
      String(spec.maxUnavailable ?? 'N/A'),
      status?.disruptionsAllowed ?? 0,
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  Lease: {
    columns: [NAME, column('Holder'), AGE],
    cells: ({ metadata, spec }, now) => [
      metadata!.name!,
      spec?.holderIdentity ?? '',
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  PriorityClass: {
    columns: [NAME, integer('Value'), column('Global-Default', { type: 'boolean' }), AGE, column('PreemptionPolicy')],
    cells: ({ metadata, value, globalDefault, preemptionPolicy }, now) => [
      metadata!.name!,
      value,
      globalDefault ?? false,
      ageOf(metadata!.creationTimestamp, now),
      preemptionPolicy,
    ],
  },
  RoleBinding: bindingPrinter(),
  ClusterRoleBinding: bindingPrinter(),
};

function nodeCells({ metadata, spec, status = {} }: AnyObject, now: Date): Cell[] {
  const ready = status.conditions?.find((one: AnyObject) => one.type === 'Ready');
  const state = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  const address = (type: string) => status.addresses?.find((one: AnyObject) => one.type === type)?.address ?? NONE;
  const labels = Object.entries(metadata!.labels ?? {});
  const roles = labels.flatMap(([key, value]) =>
    key.startsWith(ROLE_PREFIX)
      ? [key.slice(ROLE_PREFIX.length)]
      : key === 'kubernetes.io/role' && value
        ? [String(value)]
        : [],
  );
  const info = status.nodeInfo ?? {};
  return [
    metadata!.name!,
    spec?.unschedulable ? `${state},SchedulingDisabled` : state,
    roles.filter(Boolean).sort().join(',') || NONE,
    ageOf(metadata!.creationTimestamp, now),
    info.kubeletVersion ?? '',
    address('InternalIP'),
    address('ExternalIP'),
    info.osImage || UNKNOWN,
    info.kernelVersion || UNKNOWN,
    info.containerRuntimeVersion || UNKNOWN,
  ];
}

function eventCells(event: AnyObject, now: Date): Cell[] {
  const first = ageOf(event.firstTimestamp ?? event.eventTime, now);
  const last = event.series
    ? ageOf(event.series.lastObservedTime, now)
    : event.lastTimestamp
      ? ageOf(event.lastTimestamp, now)
      : first;
  const { kind = '', name, fieldPath = '' } = event.involvedObject ?? {};
  return [
    last,
    event.type ?? '',
    event.reason ?? '',
    name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase(),
    fieldPath,
    sourceText(event),
    (event.message ?? '').trim(),
    first,
    event.series?.count ?? (event.count || 1),
    event.metadata!.name!,
  ];
}

function sourceText({ source, reportingComponent = '', reportingInstance }: AnyObject): string {
  const component = source?.component || reportingComponent;
  const host = source?.host || reportingInstance;
  return host ? `${component}, ${host}` : component;
}

function bindingPrinter(): Printer {
  const names = (subjects: readonly AnyObject[] = [], kind: string) =>
    subjects
      .filter(one => one.kind === kind)
      .map(one => (one.namespace ? `${one.namespace}/${one.name}` : one.name))
      .join(', ');
  return {
    columns: [NAME, column('Role'), AGE, wide('Users'), wide('Groups'), wide('ServiceAccounts')],
    cells: ({ metadata, roleRef, subjects }, now) => [
      metadata!.name!,
      `${roleRef.kind}/${roleRef.name}`,
      ageOf(metadata!.creationTimestamp, now),
      names(subjects, 'User'),
      names(subjects, 'Group'),
      names(subjects, 'ServiceAccount'),
    ],
  };
}
