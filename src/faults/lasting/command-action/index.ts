import { findProgram, identifyProcess, runCommand } from '../../../command/index.ts';
import { CommandFailed } from '../../../errors.ts';
import type { CommandActionStep } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFault, LastingFaultContext } from '../lasting-fault.ts';

const pollMs = 500;
const commandTimeoutMs = 60_000;

type Environment = Readonly<Record<string, string>>;

/**
 * A user's own fault. Its receipt is the user's program: it has to say no before and yes afterwards. Without one nothing
 * is proven, whatever `do` said.
 */
export const commandAction: LastingFault<CommandActionStep> = {
  kind: 'commandAction',
  affects: async () => ({ pods: [], nodes: [] }),
  async refusal(step, _targets, { kubernetes }) {
    const environment = { ...process.env, ...environmentOf(step, kubernetes.kubeconfig) };
    for (const argv of [step.do, step.undo, step.receipt]) {
      if (!argv || (await findProgram(argv[0], environment)) !== undefined) continue;
      return argv[0].includes('/') ? `${argv[0]} is not an executable file` : `${argv[0]} is not on PATH`;
    }
    return undefined;
  },
  async prepare(step, _targets, context) {
    const environment = environmentOf(step, context.kubernetes.kubeconfig);
    const { receipt } = step;
    const before = receipt && (await ask(receipt, environment, context));
    return [
      {
        targets: [{ kind: 'Object', name: step.do[0] }],
        ...(step.undo && {
          undo: {
            description: step.undo.join(' '),
            operation: {
              kind: 'runCommand',
              argv: step.undo,
              environment,
              cwd: process.cwd(),
              // Where it said yes before there was a fault, it cannot tell that the fault is gone.
              ...(before?.landed === false && { proof: receipt }),
            },
          },
        }),
        async inject(began) {
          const onStart = (pid: number) => began?.(identifyProcess(pid));
          await runCommand(step.do, { environment, signal: context.signal, timeoutMs: commandTimeoutMs, onStart });
        },
        async prove(over) {
          if (!receipt)
            return {
              landed: false,
              evidence: `${step.do[0]} ended with 0, and there is no \`receipt\` that proves it`,
            };
          if (before?.landed)
            return { landed: false, evidence: `the receipt said so before the fault: ${before.evidence}` };
          return await prove(receipt, environment, over, context);
        },
      },
    ];
  },
};

async function prove(
  argv: readonly string[],
  environment: Environment,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const deadline = context.now() + context.receiptTimeoutMs;
  for (;;) {
    const found = await ask(argv, environment, context);
    if (found.landed || over.aborted || context.now() >= deadline) return found;
    await context.sleep(pollMs);
  }
}

async function ask(
  argv: readonly string[],
  environment: Environment,
  { signal }: LastingFaultContext,
): Promise<Receipt> {
  try {
    const { stdout } = await runCommand(argv, { environment, signal, timeoutMs: commandTimeoutMs });
    const said = stdout.trim().split('\n')[0]?.slice(0, 200);
    return { landed: true, evidence: `${argv[0]} ended with 0${said ? `: ${said}` : ''}` };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { landed: false, evidence: `${argv[0]} ended with ${error.status}` };
  }
}

/** The user's variables, and the run's cluster for kubectl and its like. */
function environmentOf({ environment }: CommandActionStep, kubeconfig: string): Environment {
  return { KUBECONFIG: kubeconfig, ...environment };
}
