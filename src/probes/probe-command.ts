import { runCommand } from '../command/index.ts';
import { CommandFailed, messageOf } from '../errors.ts';
import type { CommandProbe } from '../scenario/suite.ts';
import type { Measurement, Probe } from './probe.ts';

/** More than enough for a number and a sentence. */
const maxOutputBytes = 64 * 1024;

/**
 * Runs a command a look: exit code 0 is a success, another one a failure; a number printed alone is the value.
 * A command that cannot be started is a broken probe.
 */
export const probeCommand: Probe<CommandProbe> = {
  kind: 'probeCommand',
  async open(spec) {
    return {
      vantage: 'a process on this machine',
      measure: signal => runOnce(spec, signal),
      async [Symbol.asyncDispose]() {
        // Every look ends its own process group.
      },
    };
  },
};

async function runOnce(spec: CommandProbe, signal: AbortSignal): Promise<Measurement> {
  try {
    const { stdout } = await runCommand(spec.command, {
      signal,
      environment: spec.environment,
      maxOutputBytes,
      // It missed its deadline: nothing waits for a polite end.
      graceMs: 100,
    });
    const value = readNumber(stdout);
    return value === undefined ? { r: 'ok' } : { r: 'ok', v: value };
  } catch (error) {
    if (signal.aborted) return { r: 'fail', why: 'the command did not end within its deadline' };
    if (!(error instanceof CommandFailed)) return { r: 'broken', why: messageOf(error) };
    return { r: 'fail', why: describeEnd(error.status) };
  }
}

function describeEnd(status: number | string): string {
  if (typeof status === 'number') return `the command ended with exit code ${status}`;
  return `the command ended with ${status}`;
}

/** The number that was printed, if that is all that was printed. */
function readNumber(stdout: string): number | undefined {
  const text = stdout.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
