import type { ContainerScope } from './container-scope.ts';
import { type Hook, runHook } from './lifecycle-hook.ts';
import { type RunningContainer, terminate } from './running-container.ts';

/** kubelet never gives less, even to a pod that is deleted by force. */
export const MIN_GRACE_MS = 2_000;

/**
 * Ends one run of a container: preStop within the grace period, then its stop signal, then SIGKILL.
 * `shortened` leaves it no more than the least grace from that moment on.
 */
export async function stopContainer(
  scope: ContainerScope,
  running: RunningContainer,
  { graceMs, message, shortened }: { graceMs: number; message: string; shortened: AbortSignal },
): Promise<void> {
  const { container, record } = scope;
  record('Normal', 'Killing', message);
  const beganAtMs = performance.now();
  const preStop = container.lifecycle?.preStop;
  if (preStop && graceMs > 0) {
    const gone = new AbortController();
    running.ended.then(() => gone.abort());
    const limit = AbortSignal.any([gone.signal, shortened, AbortSignal.timeout(graceMs)]);
    const succeeded = await succeeds(scope, preStop, running, limit);
    if (!succeeded && !limit.aborted) record('Warning', 'FailedPreStopHook', 'PreStopHook failed');
  }
  if (shortened.aborted) return terminate(running, MIN_GRACE_MS);
  const killEarly = () => void setTimeout(() => running.process.signalAll('SIGKILL'), MIN_GRACE_MS).unref();
  shortened.addEventListener('abort', killEarly);
  await terminate(running, Math.max(MIN_GRACE_MS, graceMs - (performance.now() - beganAtMs)));
  shortened.removeEventListener('abort', killEarly);
}

/** Runs a hook; false when it fails or the signal ends it. Its reason is not told, for it may hold secrets (kubelet's rule). */
export async function succeeds(
  { container, pod }: ContainerScope,
  hook: Hook,
  running: RunningContainer,
  signal: AbortSignal,
): Promise<boolean> {
  const { node, network } = pod;
  const connect = (host: string, port: number, until: AbortSignal) =>
    node.network.connect(node.node, host, port, until);
  try {
    await runHook(hook, container, running, { podIP: network.podIP, connect, signal });
    return true;
  } catch {
    return false;
  }
}
