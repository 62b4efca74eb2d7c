import { randomUUID } from 'node:crypto';
import { runtimeIdOf } from '../../../kubernetes/container-id.ts';
import type { SyscallFault } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreflightContext, PreparedFault, Targets } from '../lasting-fault.ts';
import { refuseProgram, startUnit, stopUnit } from '../node-unit.ts';
import { missingContainer, nodesOf, type TargetedContainer, targetedContainers } from '../targeted-container.ts';

const pollMs = 300;
/** One without a duration ends with the run; no run lasts longer. */
const mostMs = 3_600_000;
const remedy = 'install it there (`apt-get install strace`), or bring a node image that has it';

export async function refuseSyscall(
  fault: SyscallFault,
  targets: Targets,
  { kubernetes, signal }: PreflightContext,
): Promise<string | undefined> {
  const missing = missingContainer(targets, fault.container);
  if (missing) return missing;
  const nodes = nodesOf(targets);
  const without = await refuseProgram(nodes, ['strace', '--version'], remedy, kubernetes, signal);
  if (without) return without;
  for (const node of nodes) {
    // On a program of its own: it shows what ptrace allows here, and a call or an error that strace does not know.
    const argv = ['strace', '-o', '/dev/null', ...filterOf(fault), 'true'];
    const { stderr } = await kubernetes.node.execute(node, argv, signal);
    const why = /^strace: (.*(?:invalid|Operation not permitted|PTRACE).*)$/im.exec(stderr)?.[1];
    if (why) return `strace on ${node} refuses it: ${why}`;
  }
  return undefined;
}

/** Traces the containers' processes from their node by strace, which answers system calls in the kernel's place. */
export function prepareSyscall(
  fault: SyscallFault,
  targets: Targets,
  durationMs: number | undefined,
  context: LastingFaultContext,
): PreparedFault[] {
  return targetedContainers(targets, { name: fault.container }).map(container => {
    const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
    const trace = `/run/${name}.trace`;
    const { node } = container.reference;
    return {
      targets: [container.target],
      undo: { description: `end strace of ${container.label}`, operation: stopUnit({ node, name }) },
      mechanism: 'strace',
      async inject() {
        const pids = await processesOf(container, context);
        const argv = ['strace', '-f', '-q', ...filterOf(fault), '-o', trace, ...pids.flatMap(pid => ['-p', pid])];
        const unit = { node, name, argv, files: [trace], mostMs: (durationMs ?? mostMs) + 60_000 };
        await startUnit(unit, context.kubernetes, context.signal);
      },
      prove: over => prove(fault, container, trace, over, context),
    };
  });
}

function filterOf({ inject, errno, when }: SyscallFault): string[] {
  return ['-e', `trace=${inject}`, '-e', `inject=${inject}:error=${errno}${when === undefined ? '' : `:when=${when}`}`];
}

async function processesOf(
  { reference }: TargetedContainer,
  { kubernetes, signal }: LastingFaultContext,
): Promise<string[]> {
  const id = runtimeIdOf(reference);
  const argv = ['ctr', '--namespace', 'k8s.io', 'tasks', 'ps', id];
  const { stdout } = await kubernetes.node.execute(reference.node, argv, signal);
  return stdout.split('\n').flatMap(line => /^(\d+)\b/.exec(line)?.[1] ?? []);
}

/** The kernel says that the process is traced, and the trace counts calls that were answered with the error. */
async function prove(
  { inject, errno }: SyscallFault,
  { reference, label }: TargetedContainer,
  trace: string,
  over: AbortSignal,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: LastingFaultContext,
): Promise<Receipt> {
  const { node } = kubernetes;
  const read = async (...argv: string[]) => (await node.execute(reference.node, argv, signal)).stdout;
  const deadline = now() + receiptTimeoutMs;
  let calls = 0;
  let tracer: string | undefined;
  for (;;) {
    const state = await node.containerState(reference, signal);
    if (state.state === 'running')
      tracer = /^TracerPid:\s*([1-9]\d*)/m.exec(await read('cat', `/proc/${state.pid}/status`))?.[1] ?? tracer;
    calls = Math.max(calls, Number((await read('grep', '-c', '(INJECTED)', trace)).trim()) || 0);
    if (calls > 0 && tracer !== undefined)
      return {
        landed: true,
        evidence: `${calls} calls of ${inject} by ${label} failed with ${errno}; the kernel names process ${tracer} as its tracer`,
      };
    if (over.aborted || now() >= deadline) break;
    await sleep(pollMs);
  }
  const why = tracer === undefined ? 'nobody traces it' : `it made no call of ${inject} that was meant`;
  return { landed: false, evidence: `no call of ${label} failed: ${why}` };
}
