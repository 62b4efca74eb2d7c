import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathsVariable } from '../../network/protocol.ts';
import { parseQuantity } from '../../quantity.ts';
import { containerEnvironment } from '../environment/container-environment.ts';
import type { ContainerImage } from '../image-store.ts';
import type { ContainerLog } from '../log/container-log.ts';
import type { ExecOptions, ExecSession } from '../node-runtime.ts';
import type { PodScope } from '../pod/pod-scope.ts';
import type { Container } from '../pod/restart-policy.ts';
import { type ContainerSurroundings, containerArguments, searchPath, toCommand } from './container-command.ts';
import { type ContainerProcess, startProcess } from './container-process.ts';
import { type Termination, terminationReason } from './container-status.ts';
import { startExec } from './exec.ts';
import { watchMemory } from './memory-watch.ts';
import { mapPath } from './path-mapping.ts';
import { hostPathsOf, makeRootDirectory } from './root-directory.ts';
import { writeTools } from './tool-directory.ts';

/** One run of a container: its first process and what it was started with. */
export interface RunningContainer {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly imageId: string;
  readonly process: ContainerProcess;
  readonly stopSignal: NodeJS.Signals;
  readonly startedAtMs: number;
  readonly log: ContainerLog;
  readonly ended: Promise<Termination>;
  exec(command: readonly string[], options: ExecOptions): ExecSession;
}

/** kubelet shows this much of a termination message. */
const MAX_MESSAGE_BYTES = 4096;

/** Everything a container's processes need, made before the first of them starts. Throws what CreateContainerConfigError says. */
export async function prepareSurroundings(
  scope: PodScope,
  container: Container,
  image: ContainerImage,
  directory: string,
): Promise<{ surroundings: ContainerSurroundings; argv: string[]; terminationLog: string; pidFile: string }> {
  const { node, network, volumes } = scope;
  checkUser(scope, container, image);
  const place = { podIP: network.podIP, hostIP: node.nodeAddress };
  const variables = containerEnvironment(node.api, scope.pod(), container, place);
  const root = await makeRootDirectory(
    join(directory, 'root'),
    container,
    image,
    hostPathsOf(network.preload, node.directory),
  );
  const mappings = [...root.mappings, ...volumes.mappings(container, variables)];
  const toolDirectory = join(directory, 'bin');
  const pidFile = join(directory, 'pid');
  const preloadEnvironment = { ...network.environment, [pathsVariable]: JSON.stringify(mappings) };
  writeTools(toolDirectory, { preload: network.preload, preloadEnvironment, pidFile });

  const environment = { HOME: root.home, TMPDIR: root.temporary, ...image.environment, ...variables };
  const workingDirectory = container.workingDir || image.workingDirectory || '/';
  const hostDirectory = mapPath(workingDirectory, mappings) ?? join(directory, 'root', workingDirectory);
  mkdirSync(hostDirectory, { recursive: true });
  return {
    surroundings: {
      environment: { ...environment, PATH: searchPath(toolDirectory, variables.PATH ?? image.environment.PATH) },
      directory: hostDirectory,
      mappings,
      toolDirectory,
      preload: network.preload,
      preloadEnvironment,
    },
    argv: containerArguments(container, image, variables),
    terminationLog: root.terminationLog,
    pidFile,
  };
}

/** Starts the first process. Throws when its program is not there. */
export async function startContainer(
  scope: PodScope,
  container: Container,
  image: ContainerImage,
  prepared: Awaited<ReturnType<typeof prepareSurroundings>>,
  log: ContainerLog,
): Promise<RunningContainer> {
  const { reaper } = scope.node;
  const { surroundings, argv, terminationLog, pidFile } = prepared;
  const process = await startProcess(toCommand(argv, surroundings, { first: true }), {
    log,
    reaper,
    stdin: container.stdin ?? false,
  });
  writeFileSync(pidFile, String(process.pid));
  const sessions = new Set<ExecSession>();
  const limit = container.resources?.limits?.memory;
  let outOfMemory = false;
  const unwatch = limit
    ? watchMemory(process.pid, parseQuantity(limit), () => {
        outOfMemory = true;
        process.signalAll('SIGKILL');
      })
    : undefined;

  const ended = process.ended.then(end => {
    unwatch?.();
    for (const session of sessions) session.kill();
    log.close();
    return {
      ...end,
      reason: terminationReason(end, outOfMemory),
      message: terminationMessage(container, terminationLog, log, end.exitCode !== 0),
      finishedAtMs: Date.now(),
    };
  });

  return {
    id: randomBytes(32).toString('hex'),
    imageId: image.imageId,
    process,
    stopSignal:
      image.stopSignal && image.stopSignal in constants.signals ? (image.stopSignal as NodeJS.Signals) : 'SIGTERM',
    startedAtMs: Date.now(),
    log,
    ended,
    exec(command, options) {
      const session = startExec(toCommand(command, surroundings, { first: false }), options, reaper);
      sessions.add(session);
      const forget = () => sessions.delete(session);
      session.exit.then(forget, forget);
      return session;
    },
  };
}

/** The stop signal to the first process; SIGKILL to all of them when it is still there after the grace period. */
export async function terminate(running: RunningContainer, graceMs: number): Promise<void> {
  running.process.signal(running.stopSignal);
  const timer = new AbortController();
  const late = sleep(graceMs, 'late', { signal: timer.signal }).catch(() => 'cancelled');
  if ((await Promise.race([running.ended, late])) === 'late') running.process.signalAll('SIGKILL');
  timer.abort();
  await running.ended;
}

function terminationMessage(
  container: Container,
  file: string,
  log: ContainerLog,
  failed: boolean,
): string | undefined {
  const written = readFileSync(file).subarray(0, MAX_MESSAGE_BYTES).toString();
  if (written || !failed || container.terminationMessagePolicy !== 'FallbackToLogsOnError') return written || undefined;
  const records = readFileSync(log.path, 'utf8').slice(-MAX_MESSAGE_BYTES).split('\n').filter(Boolean).slice(-80);
  return records.map(record => record.replace(/^\S+ \S+ \S /, '')).join('\n');
}

/** Containers run as the user that runs the cluster; what kubelet refuses before the start is refused here as well. */
function checkUser(scope: PodScope, container: Container, image: ContainerImage): void {
  const pod = scope.pod();
  const wish = { ...pod.spec?.securityContext, ...container.securityContext };
  if (!wish.runAsNonRoot) return;
  const { name, namespace, uid } = pod.metadata!;
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  const user = wish.runAsUser ?? image.user?.split(':')[0];
  if (wish.runAsUser === 0) throw new Error(`container's runAsUser breaks non-root policy ${where}`);
  if (user === undefined || user === '' || user === '0' || user === 'root')
    throw new Error(`container has runAsNonRoot and image will run as root ${where}`);
  if (!/^\d+$/.test(String(user)))
    throw new Error(
      `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${where}`,
    );
}
