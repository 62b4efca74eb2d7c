import { mkdir } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from './cluster.ts';

/** What the arguments of the cluster process ask for. */
interface Arguments {
  readonly directory: string;
  readonly name: string;
  readonly nodes: number;
  readonly zones: readonly string[];
  readonly leaseMs?: number;
  /** Lives on when its standard input closes (`up`); ends on SIGTERM either way. */
  readonly detached: boolean;
}

function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      directory: { type: 'string' },
      name: { type: 'string', default: 'chaos-gate' },
      nodes: { type: 'string', default: '1' },
      zones: { type: 'string', default: '' },
      'lease-seconds': { type: 'string' },
      detached: { type: 'boolean', default: false },
    },
  });
  const lease = values['lease-seconds'];
  if (!values.directory) throw new Error('--directory is missing');
  if (!/^[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?$/.test(values.name))
    throw new Error(`--name "${values.name}": expected lower case letters, digits and dashes`);
  return {
    directory: resolve(values.directory),
    name: values.name,
    nodes: positive('--nodes', values.nodes, Number.isInteger),
    zones: values.zones.split(',').filter(Boolean),
    leaseMs: lease === undefined ? undefined : positive('--lease-seconds', lease, Number.isFinite) * 1000,
    detached: values.detached,
  };
}

function positive(flag: string, text: string, isValid: (value: number) => boolean): number {
  const value = Number(text);
  if (isValid(value) && value > 0) return value;
  throw new Error(`${flag} ${text}: expected a number above 0`);
}

/** Resolves when this process is to end: a signal, or the lifeline of whoever started it closed. */
function untilStopped(detached: boolean): Promise<void> {
  return new Promise(stop => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop());
    if (detached) return;
    process.stdin.on('end', stop).on('close', stop).on('error', stop);
    process.stdin.resume();
  });
}

/** A `nice` value: everybody may lower their own priority. */
const belowNormal = 5;

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function main(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error(
      `the embedded cluster needs Linux (this is ${process.platform}); use --cluster kind or minikube here`,
    );
  const { directory, detached, ...wishes } = readArguments(process.argv.slice(2));
  const stopped = untilStopped(detached);
  // Whoever started this process may be gone, and its end of the pipes with it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  // Whoever measures this cluster goes first: its own load must not be what it measures. Containers inherit this.
  setPriority(0, belowNormal);
  await mkdir(directory, { recursive: true });
  await using cluster = await startCluster({
    ...wishes,
    directory,
    onError: (error, where) => console.error(`${where}:`, error),
  });
  const { kubeconfig, server, version, nodes } = cluster;
  say({ ready: true, pid: process.pid, kubeconfig, server, version, nodes });
  await stopped;
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  say({ ready: false, error: message });
  console.error(message);
  // The lifeline is still open and would keep this process alive.
  process.stdin.destroy();
  process.exitCode = 1;
}
