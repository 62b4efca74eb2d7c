import type { RecordEvent } from '../container-events.ts';
import type { PodScope } from '../pod/pod-scope.ts';
import type { Container } from '../pod/restart-policy.ts';
import { performProbe } from '../probes/perform-probe.ts';
import type { ProbeSpec } from '../probes/probe-action.ts';
import { type ProbeWorkerOptions, runProbe } from '../probes/probe-worker.ts';
import type { StatusRecord } from './container-status.ts';
import { execOutput } from './exec-output.ts';
import type { RunningContainer } from './running-container.ts';

export interface ContainerProbesOptions {
  readonly scope: PodScope;
  readonly container: Container;
  readonly running: RunningContainer;
  readonly status: StatusRecord;
  readonly record: RecordEvent;
  /** The container must be restarted. Told once. */
  readonly unhealthy: (kind: 'liveness' | 'startup', probe: ProbeSpec) => void;
  /** Aborts when the container ends. */
  readonly signal: AbortSignal;
  /** Aborts when the pod is to go: liveness and startup no longer count then. */
  readonly stopping: AbortSignal;
}

/** Runs the probes of one run of a container: the startup probe alone first, then readiness and liveness side by side. */
export async function runContainerProbes(options: ContainerProbesOptions): Promise<void> {
  const { container, status, signal, stopping } = options;
  const { startupProbe, readinessProbe, livenessProbe } = container;
  const whileWanted = AbortSignal.any([signal, stopping]);
  if (startupProbe && !(await passesStartup(options, startupProbe, whileWanted))) return;
  if (signal.aborted) return;
  status.setStarted(true);
  if (!readinessProbe) status.setReady(true);
  const readiness = readinessProbe && probe('Readiness', readinessProbe, signal, status.setReady);
  const failed = new AbortController();
  const liveness =
    livenessProbe &&
    probe('Liveness', livenessProbe, AbortSignal.any([whileWanted, failed.signal]), healthy => {
      if (healthy) return;
      failed.abort();
      options.unhealthy('liveness', livenessProbe);
    });
  await Promise.all([readiness, liveness]);

  function probe(
    kind: ProbeWorkerOptions['kind'],
    spec: ProbeSpec,
    until: AbortSignal,
    onResult: (healthy: boolean) => void,
  ) {
    return runProbe({ kind, spec, onResult, signal: until, ...attempts(options, spec) });
  }
}

async function passesStartup(options: ContainerProbesOptions, spec: ProbeSpec, signal: AbortSignal): Promise<boolean> {
  const decided = new AbortController();
  let passed = false;
  await runProbe({
    kind: 'Startup',
    spec,
    signal: AbortSignal.any([signal, decided.signal]),
    onResult(healthy) {
      passed = healthy;
      decided.abort();
    },
    ...attempts(options, spec),
  });
  if (!passed && decided.signal.aborted) options.unhealthy('startup', spec);
  return passed;
}

function attempts({ scope, container, running, record }: ContainerProbesOptions, spec: ProbeSpec) {
  const { node, network } = scope;
  const target = {
    container,
    podIP: network.podIP,
    connect: (host: string, port: number, signal: AbortSignal) => node.network.connect(node.node, host, port, signal),
    exec: (command: readonly string[], signal: AbortSignal) => execOutput(running, command, signal),
  };
  return { record, thawed: scope.freezer.thawed, attempt: () => performProbe(spec, target) };
}
