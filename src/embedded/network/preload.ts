import { syncBuiltinESMExports } from 'node:module';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { openControlChannel } from './preload/control-channel.ts';
import { patchDescendants } from './preload/descendants.ts';
import { ignoreSignalsAsFirstProcess, patchIdentity } from './preload/identity.ts';
import { patchNames } from './preload/name-lookups.ts';
import { patchPaths } from './preload/paths.ts';
import { patchClients } from './preload/tcp-clients.ts';
import { systemCallsOf, tcpPrototype } from './preload/tcp-handle.ts';
import { type BoundSockets, patchServers } from './preload/tcp-servers.ts';
import { patchUdp } from './preload/udp-sockets.ts';
import { firstProcessVariable, type PodIdentity, pathsVariable, podVariable } from './protocol.ts';

/*
 * Loaded into every Node process of a container before its program (`node --import`): puts the process into its pod.
 * It changes Node where system calls are made, so that everything above (http, fetch, libraries) needs to know nothing.
 */
const variables = takeVariables();
const identity = variables[podVariable];
const paths = variables[pathsVariable];
if (isMainThread && variables[firstProcessVariable]) ignoreSignalsAsFirstProcess();
if (identity) joinPod(JSON.parse(identity));
if (paths) patchPaths(JSON.parse(paths));
const { [firstProcessVariable]: _, ...inherited } = variables;
if (Object.keys(inherited).length > 0) patchDescendants(import.meta.url, inherited);
syncBuiltinESMExports();

function joinPod(pod: PodIdentity): void {
  const control = openControlChannel(pod);
  const tcp = tcpPrototype();
  const system = systemCallsOf(tcp);
  const bound: BoundSockets = new WeakMap();
  patchServers(tcp, system, pod, control, bound);
  patchClients(tcp, system, pod, control, bound);
  patchUdp(pod, control);
  patchNames(pod, control);
  patchIdentity(pod);
}

/** What the kubelet (or a parent process) left in the environment, which the program is not to see; threads get it from their parent. */
function takeVariables(): Record<string, string> {
  const key = 'chaos-gate';
  if (!isMainThread) return (getEnvironmentData(key) as unknown as Record<string, string> | undefined) ?? {};
  const found: Record<string, string> = {};
  for (const name of [podVariable, pathsVariable, firstProcessVariable]) {
    const value = process.env[name];
    if (value !== undefined) found[name] = value;
    delete process.env[name];
  }
  hideOption();
  setEnvironmentData(key, found);
  return found;
}

function hideOption(): void {
  const options = process.env.NODE_OPTIONS?.split(' ')
    .filter(option => option !== `--import=${import.meta.url}`)
    .join(' ');
  if (options) process.env.NODE_OPTIONS = options;
  else delete process.env.NODE_OPTIONS;
}
