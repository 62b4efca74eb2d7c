import { architecture } from '../../cluster/container-engine.ts';
import { defaultKubeconfig } from '../../cluster/existing.ts';
import { namedBinary, pinnedRelease } from '../../cluster/kind-binary.ts';
import { optionalPermissions, requiredPermissions } from '../../cluster/permissions.ts';
import { formatRole } from '../../cluster/role.ts';
import { runCommand } from '../../command/command.ts';
import { findKernelModule, findProgram } from '../../command/index.ts';
import { InfrastructureFailure, InvalidInput, messageOf } from '../../errors.ts';
import { formatPermission, listMissingPermissions } from '../../kubernetes/cluster-facts.ts';
import { connect } from '../../kubernetes/connect.ts';
import { loadApp } from '../../kubernetes/load-app.ts';
import { exitCodes } from '../../verdict.ts';
import { loadWishes } from '../../wishes.ts';
import type { CommandLine } from '../arguments.ts';

/** One thing that a run may need, whether it is there, and what to do where it is not. */
interface Finding {
  readonly what: string;
  readonly there: boolean;
  readonly detail: string;
}

const checkTimeoutMs = 10_000;

/**
 * `doctor [FILE…]`: what this machine and a cluster, that of `--kubeconfig` or the one that kubectl would take, can do for
 * these scenarios; one line each, with the remedy. With `--role` it prints instead the ClusterRole that their run needs there, and nothing else.
 */
export async function doctor(line: CommandLine): Promise<number> {
  const { kubeconfig } = line.options.cluster;
  if (line.role) {
    if (kubeconfig === undefined)
      throw new InvalidInput('--role: found no --kubeconfig, expected the cluster that the role is for');
    const { required } = await askCluster(line, kubeconfig);
    process.stdout.write(formatRole([...required, ...optionalPermissions]));
    return exitCodes.upheld;
  }
  const findings = [
    checkEmbedded(),
    await checkEngine(),
    await checkKind(),
    await checkProgram('minikube', 'clusters of Minikube; https://minikube.sigs.k8s.io'),
    await checkProgram('kubectl', 'the step kubectl, kustomizations'),
    await checkProgram('helm', 'charts as app:'),
    await checkNetem(),
    ...(await checkExisting(line)),
  ];
  for (const { what, there, detail } of findings)
    process.stdout.write(`${there ? 'ok     ' : 'missing'}  ${what}: ${detail}\n`);
  return exitCodes.upheld;
}

function checkEmbedded(): Finding {
  const there = process.platform === 'linux';
  const detail = there ? 'runs here, without Docker or root' : `needs Linux, this is ${process.platform}; use kind`;
  return { what: 'embedded cluster', there, detail };
}

async function checkProgram(name: string, purpose: string): Promise<Finding> {
  const path = await findProgram(name);
  return { what: name, there: path !== undefined, detail: path ?? `not on PATH; needed for ${purpose}` };
}

async function checkEngine(): Promise<Finding> {
  try {
    const { stdout } = await runCommand(['docker', 'version', '--format', '{{.Server.Version}}'], {
      timeoutMs: checkTimeoutMs,
    });
    return { what: 'container engine', there: true, detail: `docker ${stdout.trim()}` };
  } catch (error) {
    return {
      what: 'container engine',
      there: false,
      detail: `${messageOf(error)}; needed for kind, install or start Docker`,
    };
  }
}

async function checkNetem(): Promise<Finding> {
  const what = 'kernel module sch_netem';
  const state = await findKernelModule('sch_netem');
  if (state === 'absent')
    return {
      what,
      there: false,
      detail: 'this kernel has none that could be found; other ways to disturb a network are used',
    };
  return { what, there: true, detail: state === 'loadable' ? 'loaded when it is used' : state };
}

async function checkKind(): Promise<Finding> {
  const what = 'kind';
  const named = namedBinary(process.env);
  if (named) return { what, there: true, detail: `${named.url}, as CHAOS_GATE_KIND_URL says; its SHA-256 is verified` };
  const path = await findProgram('kind');
  if (path !== undefined) return { what, there: true, detail: path };
  const pinned = pinnedRelease(`${process.platform}-${architecture()}`);
  if (pinned)
    return {
      what,
      there: true,
      detail: `not on PATH; a run downloads ${pinned.url} and verifies its SHA-256`,
    };
  const detail =
    'not on PATH, and no release is pinned for this machine; install it (https://kind.sigs.k8s.io), or name one by CHAOS_GATE_KIND_URL and CHAOS_GATE_KIND_SHA256';
  return { what, there: false, detail };
}

/** What a run of the named files needs there; without files what every run needs. */
async function askCluster(line: CommandLine, kubeconfig: string) {
  const connection = await connect(kubeconfig, line.options.cluster.context);
  // Whatever cluster the files are for, it is this one that is asked.
  const cluster = { ...line.options.cluster, provider: 'existing' } as const;
  const files = line.operands;
  const suite = files.length === 0 ? undefined : await loadWishes({ ...line.options, cluster, files });
  const objects = suite ? await loadApp(suite.app) : [];
  const required = await requiredPermissions(suite ?? { scenarios: [], cluster: {} }, objects, connection);
  return { connection, required };
}

/** The cluster that a flag names has to answer; the one that kubectl would take is asked where there is one. */
async function checkExisting(line: CommandLine): Promise<Finding[]> {
  const { kubeconfig } = line.options.cluster;
  if (kubeconfig !== undefined) return await checkPermissions(line, kubeconfig);
  const what = 'permissions on an existing cluster';
  try {
    return await checkPermissions(line, defaultKubeconfig());
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof InfrastructureFailure)) throw error;
    return [{ what, there: false, detail: `not looked at: ${messageOf(error)}` }];
  }
}

async function checkPermissions(line: CommandLine, kubeconfig: string): Promise<Finding[]> {
  const { connection, required } = await askCluster(line, kubeconfig);
  const missing = await listMissingPermissions(connection, required);
  const what = `permissions in context ${connection.context}`;
  if (missing.length === 0) return [{ what, there: true, detail: 'all that the gate needs' }];
  return missing.map(permission => ({
    what,
    there: false,
    detail: `${formatPermission(permission)}; doctor --role prints the ClusterRole that grants all of them`,
  }));
}
