import { readFile } from 'node:fs/promises';
import { runCommand } from '../../command/command.ts';
import { findProgram } from '../../command/index.ts';
import { messageOf } from '../../errors.ts';
import { formatPermission, listMissingPermissions, type Permission } from '../../kubernetes/cluster-facts.ts';
import { connect } from '../../kubernetes/connect.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';

/** One thing that a run may need, whether it is there, and what to do where it is not. */
interface Finding {
  readonly what: string;
  readonly there: boolean;
  readonly detail: string;
}

const checkTimeoutMs = 10_000;

/** What the gate does on an existing cluster, besides what a scenario's own `kubectl` steps ask for. */
const permissions: readonly Permission[] = [
  { verb: 'list', resource: 'pods' },
  { verb: 'watch', resource: 'pods' },
  { verb: 'delete', resource: 'pods' },
  { verb: 'get', resource: 'pods', subresource: 'proxy' },
  { verb: 'get', resource: 'pods', subresource: 'log' },
  { verb: 'list', resource: 'services' },
  { verb: 'create', resource: 'services' },
  { verb: 'list', resource: 'deployments', group: 'apps' },
  { verb: 'list', resource: 'nodes' },
  { verb: 'list', resource: 'events' },
];

/** `doctor`: what this machine and, with `--kubeconfig`, a cluster can do; one line each, with the remedy. */
export async function doctor(line: CommandLine): Promise<number> {
  const findings = [
    checkEmbedded(),
    await checkEngine(),
    await checkProgram('kind', 'clusters of containers; https://kind.sigs.k8s.io'),
    await checkProgram('minikube', 'clusters of Minikube; https://minikube.sigs.k8s.io'),
    await checkProgram('kubectl', 'the step kubectl, kustomizations'),
    await checkProgram('helm', 'charts as app:'),
    await checkNetem(),
    ...(line.options.cluster.kubeconfig ? await checkPermissions(line) : []),
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
  const modules = await readFile('/proc/modules', 'utf8').catch(() => '');
  if (/^sch_netem /m.test(modules)) return { what, there: true, detail: 'loaded' };
  return { what, there: false, detail: 'not loaded; `modprobe sch_netem` as root, where the kernel has it' };
}

async function checkPermissions(line: CommandLine): Promise<Finding[]> {
  const { kubeconfig = '', context } = line.options.cluster;
  const connection = await connect(kubeconfig, context);
  const missing = await listMissingPermissions(connection, permissions);
  const what = `permissions in context ${connection.context}`;
  if (missing.length === 0) return [{ what, there: true, detail: 'all that the gate needs' }];
  return missing.map(permission => ({
    what,
    there: false,
    detail: `${formatPermission(permission)}; grant it by a Role`,
  }));
}
