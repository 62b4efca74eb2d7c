import { type ContainerStatus, isSidecar, type PodSpec, restarts } from './restart-policy.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/**
 * The phase that kubelet derives from the states of a pod's containers (kubelet_pods.go, getPhase).
 * `ending`: the pod is being terminated, so that nothing of it will restart.
 */
export function podPhase(
  spec: PodSpec,
  initStatuses: readonly ContainerStatus[],
  statuses: readonly ContainerStatus[],
  ending: boolean,
): PodPhase {
  const named = (list: readonly ContainerStatus[], name: string) => list.find(status => status.name === name);
  const init = (spec.initContainers ?? []).map(container => ({
    container,
    status: named(initStatuses, container.name),
  }));
  const regular = init.filter(({ container }) => !isSidecar(container));
  const failed = regular.some(({ container, status }) => {
    const code = exitCodeOf(status);
    return code !== undefined && code !== 0 && !restarts(spec, container, 'init', code);
  });
  if (failed) return 'Failed';

  const main = spec.containers.map(container => ({ container, status: named(statuses, container.name) }));
  const initialized = main.some(({ status }) => status?.state?.running || exitCodeOf(status) !== undefined);
  const waitsForInit = regular.some(({ status }) => exitCodeOf(status) === undefined);
  const waitsForSidecar = init.some(({ container, status }) => isSidecar(container) && !status?.started);
  if (waitsForInit || (waitsForSidecar && !initialized && !ending)) return 'Pending';

  if (main.some(({ status }) => !status?.state?.running && exitCodeOf(status) === undefined)) return 'Pending';
  if (main.some(({ status }) => status?.state?.running)) return 'Running';
  const codes = main.map(({ container, status }) => ({ container, code: exitCodeOf(status)! }));
  if (!ending && codes.some(({ container, code }) => restarts(spec, container, 'main', code))) return 'Running';
  return codes.every(({ code }) => code === 0) ? 'Succeeded' : 'Failed';
}

/** Of a container that ended, or waits to be started again after it did; undefined while it runs or never ran. */
function exitCodeOf(status: ContainerStatus | undefined): number | undefined {
  if (status?.state?.terminated) return status.state.terminated.exitCode;
  return status?.state?.waiting ? status.lastState?.terminated?.exitCode : undefined;
}
