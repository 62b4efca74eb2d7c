import type { Container } from '../pod/restart-policy.ts';
import { probeHttp } from './http-probe.ts';
import { type Connect, dialError, type ProbeResult, type ProbeSpec, resolvePort } from './probe-action.ts';

export interface ProbeTarget {
  readonly container: Container;
  readonly podIP: string;
  readonly connect: Connect;
  /** Runs a command in the container until it ends or the signal aborts; everything it wrote, and its exit code. */
  readonly exec: (command: readonly string[], signal: AbortSignal) => Promise<{ exitCode: number; output: string }>;
}

/** Makes one attempt of a probe within its time limit. Never throws. */
export async function performProbe(spec: ProbeSpec, target: ProbeTarget): Promise<ProbeResult> {
  const timeoutSeconds = spec.timeoutSeconds ?? 1;
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    if (spec.httpGet) return await probeHttp(spec.httpGet, target.container, target.podIP, target.connect, signal);
    if (spec.tcpSocket) return await probeTcp(spec.tcpSocket, target, signal);
    if (spec.exec) return await probeExec(spec.exec.command ?? [], target, signal, timeoutSeconds);
    const kind = spec.grpc ? 'gRPC probes are' : 'this kind of probe is';
    return {
      outcome: 'error',
      output: `${kind} not supported by the embedded cluster; run this on kind (--cluster kind)`,
    };
  } catch (error) {
    return { outcome: 'error', output: (error as Error).message };
  }
}

async function probeTcp(
  action: NonNullable<ProbeSpec['tcpSocket']>,
  target: ProbeTarget,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const host = action.host || target.podIP;
  const port = resolvePort(target.container, action.port as string | number);
  try {
    (await target.connect(host, port, signal)).destroy();
    return { outcome: 'success' };
  } catch (error) {
    const notListening = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
    const output = signal.aborted ? `dial tcp ${host}:${port}: i/o timeout` : dialError(error, host, port);
    return { outcome: 'failure', output, notListening };
  }
}

async function probeExec(
  command: readonly string[],
  target: ProbeTarget,
  signal: AbortSignal,
  timeoutSeconds: number,
): Promise<ProbeResult> {
  const { exitCode, output } = await target.exec(command, signal);
  if (signal.aborted)
    return {
      outcome: 'failure',
      output: `command timed out: "${command.join(' ')}" timed out after ${timeoutSeconds}s`,
    };
  return exitCode === 0 ? { outcome: 'success' } : { outcome: 'failure', output };
}
