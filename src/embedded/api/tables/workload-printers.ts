import type { AnyObject } from '../cluster-api.ts';
import { ageOf, humanDuration } from './age.ts';
import { summarize } from './pod-status.ts';
import { containerCells, labelsText, selectorText } from './selector-text.ts';
import { AGE, type Cell, column, integer, NAME, NONE, type Printer, wide } from './table.ts';

const TEMPLATE = [wide('Containers'), wide('Images'), wide('Selector')];

/** Pods and the kinds that make them. */
export const WORKLOAD_PRINTERS: Readonly<Record<string, Printer>> = {
  Pod: {
    columns: [
      NAME,
      column('Ready'),
      column('Status'),
      column('Restarts'),
      AGE,
      wide('IP'),
      wide('Node'),
      wide('Nominated Node'),
      wide('Readiness Gates'),
    ],
    cells: podCells,
  },
  Deployment: {
    columns: [NAME, column('Ready'), column('Up-to-date'), column('Available'), AGE, ...TEMPLATE],
    cells: ({ metadata, spec, status = {} }, now) => [
      metadata!.name!,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(metadata!.creationTimestamp, now),
      ...templateCells(spec),
    ],
  },
  ReplicaSet: {
    columns: [NAME, integer('Desired'), integer('Current'), integer('Ready'), AGE, ...TEMPLATE],
    cells: replicaSetCells,
  },
  ReplicationController: {
    columns: [NAME, integer('Desired'), integer('Current'), integer('Ready'), AGE, ...TEMPLATE],
    cells: (object, now) => [...replicaSetCells(object, now).slice(0, -1), labelsText(object.spec.selector)],
  },
  StatefulSet: {
    columns: [NAME, column('Ready'), AGE, wide('Containers'), wide('Images')],
    cells: ({ metadata, spec, status = {} }, now) => [
      metadata!.name!,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      ageOf(metadata!.creationTimestamp, now),
      ...containerCells(spec.template?.spec),
    ],
  },
  DaemonSet: {
    columns: [
      NAME,
      integer('Desired'),
      integer('Current'),
      integer('Ready'),
      integer('Up-to-date'),
      integer('Available'),
      column('Node Selector'),
      AGE,
      ...TEMPLATE,
    ],
    cells: ({ metadata, spec, status = {} }, now) => [
      metadata!.name!,
      status.desiredNumberScheduled ?? 0,
      status.currentNumberScheduled ?? 0,
      status.numberReady ?? 0,
      status.updatedNumberScheduled ?? 0,
      status.numberAvailable ?? 0,
      labelsText(spec.template?.spec?.nodeSelector),
      ageOf(metadata!.creationTimestamp, now),
      ...templateCells(spec),
    ],
  },
  Job: {
    columns: [NAME, column('Status'), column('Completions'), column('Duration'), AGE, ...TEMPLATE],
    cells: jobCells,
  },
  CronJob: {
    columns: [
      NAME,
      column('Schedule'),
      column('Timezone'),
      column('Suspend', { type: 'boolean' }),
      integer('Active'),
      column('Last Schedule'),
      AGE,
      ...TEMPLATE,
    ],
    cells: ({ metadata, spec, status = {} }, now) => [
      metadata!.name!,
      spec.schedule,
      spec.timeZone ?? NONE,
      spec.suspend ? 'True' : 'False',
      (status.active ?? []).length,
      status.lastScheduleTime ? ageOf(status.lastScheduleTime, now) : NONE,
      ageOf(metadata!.creationTimestamp, now),
      ...templateCells(spec.jobTemplate?.spec ?? {}),
    ],
  },
};

function podCells(pod: AnyObject, now: Date): Cell[] {
  const { metadata, spec, status = {} } = pod;
  const { ready, total, status: shown, restarts, restartedAt } = summarize(pod);
  const gates: AnyObject[] = spec.readinessGates ?? [];
  const open = gates.filter(gate =>
    status.conditions?.some((one: AnyObject) => one.type === gate.conditionType && one.status === 'True'),
  );
  return [
    metadata!.name!,
    `${ready}/${total}`,
    shown,
    restarts > 0 && restartedAt ? `${restarts} (${ageOf(restartedAt, now)} ago)` : String(restarts),
    ageOf(metadata!.creationTimestamp, now),
    status.podIPs?.[0]?.ip || status.podIP || NONE,
    spec.nodeName || NONE,
    status.nominatedNodeName || NONE,
    gates.length > 0 ? `${open.length}/${gates.length}` : NONE,
  ];
}

function replicaSetCells({ metadata, spec, status = {} }: AnyObject, now: Date): Cell[] {
  return [
    metadata!.name!,
    spec.replicas ?? 0,
    status.replicas ?? 0,
    status.readyReplicas ?? 0,
    ageOf(metadata!.creationTimestamp, now),
    ...templateCells(spec),
  ];
}

function templateCells(spec: AnyObject): Cell[] {
  return [...containerCells(spec.template?.spec), selectorText(spec.selector)];
}

function jobCells(job: AnyObject, now: Date): Cell[] {
  const { metadata, spec, status = {} } = job;
  const succeeded = status.succeeded ?? 0;
  const parallel = spec.parallelism ?? 0;
  const ended = status.completionTime ? Date.parse(status.completionTime) : now.getTime();
  return [
    metadata!.name!,
    jobStatus(job),
    spec.completions !== undefined
      ? `${succeeded}/${spec.completions}`
      : parallel > 1
        ? `${succeeded}/1 of ${parallel}`
        : `${succeeded}/1`,
    status.startTime ? humanDuration(ended - Date.parse(status.startTime)) : '',
    ageOf(metadata!.creationTimestamp, now),
    ...templateCells(spec),
  ];
}

function jobStatus({ metadata, status }: AnyObject): string {
  const has = (type: string) =>
    status?.conditions?.some((one: AnyObject) => one.type === type && one.status === 'True');
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (metadata!.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}
