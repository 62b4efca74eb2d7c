import type { NodeDoor } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import { pace } from '../../scenario/lasting/network-measurement.ts';
import type { Sentinel, SentinelAttempt } from './sentinel.ts';

const format = '%{exitcode} %{time_connect} %{time_total} %{size_request} %{size_header}\\n';
/** curl opens no more connections at once than this. */
const mostTogether = 300;
/** What a request holds besides its padding, at least. */
const restBytes = 150;

/**
 * A sentinel on a node, by curl, which node images have: in the network namespace of a pod, as its processes are, or in the
 * node's own (`namespace` undefined).
 */
export function openNodeSentinel(
  door: Pick<NodeDoor, 'execute'>,
  node: string,
  place: string,
  namespace?: string,
): Sentinel {
  return {
    place,
    async send({ address, port }, { attempts, together, paced, timeoutMs, bytes = 0 }, signal) {
      const most = paced ? pace.attempts : mostTogether;
      const padding = bytes > restBytes ? ['--header', `X-Padding: ${'x'.repeat(bytes - restBytes)}`] : [];
      const argv = [
        ...inNamespace(namespace),
        ...['curl', '--silent', '--head', '--http0.9', '--noproxy', '*', '--output', '/dev/null'],
        ...['--user-agent', 'chaos-gate-sentinel', '--header', 'Connection: close', ...padding],
        ...['--max-time', String(timeoutMs / 1000), '--write-out', format],
        ...(together ? ['--parallel', '--parallel-immediate', '--parallel-max', String(most)] : []),
        `http://${address}:${port}/?sentinel=[1-${attempts}]`,
      ];
      const { status, stdout, stderr } = await door.execute(node, argv, signal);
      const found = readAttempts(stdout);
      if (found.length === attempts) return found;
      const why = stderr.trim().split('\n')[0] || `${found.length} of ${attempts} attempts were reported`;
      throw new InfrastructureFailure(`curl from ${place} ended with ${status}: ${why}`);
    },
  };
}

/** The beginning of a command that is to run in a network namespace of the node. */
export function inNamespace(namespace: string | undefined): string[] {
  return namespace === undefined ? [] : ['nsenter', `--net=/run/netns/${namespace}`];
}

/** Reads what curl wrote by `format`, a line an attempt. Pure. */
export function readAttempts(output: string): SentinelAttempt[] {
  return output.split('\n').flatMap(line => {
    const match = /^(\d+) ([\d.]+) ([\d.]+) (\d+) (\d+)$/.exec(line.trim());
    if (!match) return [];
    const [exit = 0, connect = 0, total = 0, sentBytes = 0, receivedBytes = 0] = match.slice(1).map(Number);
    const connected = connect > 0 && { connectMs: connect * 1000 };
    return [{ outcome: outcomeOf(exit, connect > 0), ...connected, ms: total * 1000, sentBytes, receivedBytes }];
  });
}

/** curl's exit codes (man curl): 7 no connection, 28 deadline, 52 closed without a word, 55 sending failed, 56 receiving failed. */
function outcomeOf(exit: number, connected: boolean): SentinelAttempt['outcome'] {
  if (exit === 28) return 'silent';
  if (exit === 52) return 'closed';
  if (exit === 7 || exit === 55 || exit === 56) return 'reset';
  // Or it was answered in a language that is not HTTP.
  return connected ? 'answered' : 'silent';
}
