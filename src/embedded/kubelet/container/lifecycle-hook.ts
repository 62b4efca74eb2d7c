import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '../pod/restart-policy.ts';
import { probeHttp } from '../probes/http-probe.ts';
import type { Connect } from '../probes/probe-action.ts';
import { execOutput } from './exec-output.ts';
import type { RunningContainer } from './running-container.ts';

export type Hook = NonNullable<NonNullable<Container['lifecycle']>['preStop']>;

/** Runs a postStart or preStop hook to its end. Throws when it fails, or when the signal ends it. */
export async function runHook(
  hook: Hook,
  container: Container,
  running: RunningContainer,
  { podIP, connect, signal }: { podIP: string; connect: Connect; signal: AbortSignal },
): Promise<void> {
  if (hook.sleep) await sleep((hook.sleep.seconds ?? 0) * 1000, undefined, { signal });
  else if (hook.exec) {
    const { exitCode, output } = await execOutput(running, hook.exec.command ?? [], signal);
    if (exitCode !== 0) throw new Error(`command exited with ${exitCode}: ${output}`);
  } else if (hook.httpGet) {
    const result = await probeHttp(hook.httpGet, container, podIP, connect, signal);
    if (result.outcome === 'failure' || result.outcome === 'error') throw new Error(result.output);
  } else
    throw new Error('this kind of hook is not supported by the embedded cluster; run this on kind (--cluster kind)');
}
