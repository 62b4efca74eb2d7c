import { Writable } from 'node:stream';
import { Exec, type V1Status } from '@kubernetes/client-node';
import { InfrastructureFailure, messageOf } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { isNotFound } from '../kubernetes/api-failure.ts';
import { applyObjects } from '../kubernetes/apply.ts';
import { readJson } from '../kubernetes/connect.ts';
import { partOfGate } from '../kubernetes/gate-label.ts';
import { waitForRollout } from '../kubernetes/wait-for-rollout.ts';
import { closedDoor } from './closed-door.ts';
import type { NodeCommandResult, NodeDoor, NodeOperation } from './cluster.ts';
import { commandOperations } from './node-command.ts';
import { runLabel } from './service-vantage.ts';

/** Until the pod's image is pulled and it runs. */
const readyTimeoutMs = 120_000;
const commandTimeoutMs = 30_000;
/** Enter every namespace of the node's first process. The mount namespace is the node's: its programs are run, not the image's. */
const intoNode = ['nsenter', '--target', '1', '--mount', '--uts', '--ipc', '--net', '--pid', '--'];

const noLimits =
  'the engine that runs a node sets its limits, and a privileged pod on the node does not reach that: use kind';

/**
 * The node door of a cluster that is reached by its API alone: a privileged pod runs commands on its node. It can look at and
 * signal processes and run programs; what would cut off its own way back (stopping the node or its services) it refuses.
 */
export function openNodeShell(
  connection: ApiConnection,
  shell: { readonly image: string; readonly run: string },
): NodeDoor {
  const pods = new Map<string, Promise<string>>();
  const podOn = (node: string, signal: AbortSignal): Promise<string> => {
    const known = pods.get(node);
    if (known) return known;
    const made = startPod(connection, node, shell, signal);
    pods.set(node, made);
    made.catch(() => pods.delete(node));
    return made;
  };
  const run = async (node: string, argv: readonly string[], abort: AbortSignal): Promise<NodeCommandResult> =>
    await execute(connection, shell.run, await podOn(node, abort), [...intoNode, ...argv], abort);
  const closed = closedDoor(
    'a privileged pod enters the nodes, and would be cut off with them: stopping or freezing a node or its services needs kind or Minikube',
  );
  const open: ReadonlySet<NodeOperation> = new Set(['execute']);
  return {
    ...closed,
    ...commandOperations(run),
    controlService: closed.controlService,
    serviceProcess: closed.serviceProcess,
    refusal(operation) {
      if (operation === 'limits') return noLimits;
      return open.has(operation) ? undefined : closed.refusal(operation);
    },
  };
}

/** Takes the pods of a run away, with their namespace. Idempotent. */
export async function removeNodeShell(connection: ApiConnection, run: string, signal?: AbortSignal): Promise<void> {
  const path = `/api/v1/namespaces/${namespaceOf(run)}`;
  try {
    await readJson<unknown>(connection, { method: 'DELETE', path, asking: `delete ${namespaceOf(run)}`, signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Known before anything is made: what the journal says of the run is enough to remove it. */
function namespaceOf(run: string): string {
  return `chaos-gate-${run}`;
}

async function startPod(
  connection: ApiConnection,
  node: string,
  { image, run }: { readonly image: string; readonly run: string },
  signal: AbortSignal,
): Promise<string> {
  const at = { file: 'node shell', line: 1, column: 1 };
  const namespace = namespaceOf(run);
  const labels = { ...partOfGate, [runLabel]: run };
  const name = `node-shell-${node}`.slice(0, 63).replace(/[^a-z0-9]+$/, '');
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'privileged' } },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels },
      spec: {
        nodeName: node,
        hostPID: true,
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 0,
        automountServiceAccountToken: false,
        tolerations: [{ operator: 'Exists' }],
        containers: [
          {
            name: 'shell',
            image,
            command: ['sleep', '86400'],
            imagePullPolicy: 'IfNotPresent',
            securityContext: { privileged: true },
          },
        ],
      },
    },
  ];
  const applied = await applyObjects(
    connection,
    objects.map(object => ({ object, at })),
    signal,
  );
  await waitForRollout(connection, applied, { timeoutMs: readyTimeoutMs, signal });
  return name;
}

async function execute(
  connection: ApiConnection,
  run: string,
  pod: string,
  argv: readonly string[],
  abort: AbortSignal,
): Promise<NodeCommandResult> {
  const output = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof output) =>
    new Writable({
      write(chunk, _encoding, done) {
        output[stream] += chunk;
        done();
      },
    });
  const ended = Promise.withResolvers<V1Status>();
  const signal = AbortSignal.any([abort, AbortSignal.timeout(commandTimeoutMs)]);
  const onAbort = (): void => ended.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  let socket: { close(): void; on(event: 'close', listener: () => void): void } | undefined;
  try {
    const exec = new Exec(connection.config);
    const streams = [into('stdout'), into('stderr'), null, false] as const;
    socket = (await exec.exec(
      ...([namespaceOf(run), pod, 'shell', [...argv] as string[], ...streams] as const),
      ended.resolve,
    )) as unknown as typeof socket;
    socket?.on('close', () => ended.reject(new Error('the connection closed before the command ended')));
    return { status: exitCodeOf(await ended.promise), ...output };
  } catch (error) {
    abort.throwIfAborted();
    throw new InfrastructureFailure(`${argv.join(' ')} (in pod ${namespaceOf(run)}/${pod}): ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    socket?.close();
  }
}

/** The API server's last word on a command: its exit code is among the details of a failure. */
function exitCodeOf({ status, message, details }: V1Status): number {
  if (status === 'Success') return 0;
  const code = details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message;
  if (code === undefined) throw new Error(message ?? 'the command could not be run');
  return Number(code);
}
