import { InfrastructureFailure } from '../../errors.ts';
import {
  type LastingFault,
  lastingFaultOf,
  type PreparedFault,
  type Receipt,
  type Targets,
} from '../../faults/index.ts';
import type { LastingStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { affectedBy } from '../lasting-targets.ts';
import { done, inconclusive, type StepContext, type StepOutcome } from './step.ts';
import { unproven } from './unproven.ts';

/**
 * Puts a lasting fault in place and goes on: the steps behind it run while it lasts. Each piece's undo is on disk before
 * its injection; it is taken back when its `duration` ends, else in the undo phase.
 */
export async function runLastingFault(step: LastingStep, context: StepContext): Promise<StepOutcome> {
  const fault = lastingFaultOf(step) as LastingFault;
  const { kubernetes, clock, signal, receiptTimeoutMs } = context;
  const targets = await affectedBy(step, context.index, context, kubernetes, signal);
  if (targets.empty !== undefined) return inconclusive('no-target', `nothing was hit: ${targets.empty}`);
  claim(targets, context);
  const prepared = await fault.prepare(step, targets, {
    kubernetes,
    signal,
    now: clock.now,
    sleep: ms => sleep(ms, signal),
    receiptTimeoutMs,
  });
  if (prepared.length === 0) return inconclusive('no-target', 'nothing was hit: there was nothing to do');
  if (fault.oneAfterAnother && prepared.length > 1)
    for (const piece of prepared) await (await inject(piece, step, context)).ended;
  else {
    const settled = await Promise.allSettled(prepared.map(piece => inject(piece, step, context)));
    for (const each of settled) if (each.status === 'rejected') throw each.reason;
  }
  const names = prepared.flatMap(piece => piece.targets.map(({ name }) => name));
  return done(`${step.kind}: ${[...new Set(names)].join(', ')}`);
}

/** The live cluster may have changed since the plan: the blast radius is checked again, here. */
function claim({ pods, nodes }: Targets, context: StepContext): void {
  context.claim(pods);
  if (nodes.length > 0)
    context.claimNodes(
      nodes.map(node => node.metadata?.name ?? ''),
      [],
    );
}

/** Resolves when the piece is in place; `ended` when it has been taken back because its duration is over. */
async function inject(
  piece: PreparedFault,
  step: LastingStep,
  context: StepContext,
): Promise<{ readonly ended: Promise<void> }> {
  const { experiment, clock, undoJournal, index } = context;
  const id = context.nextFaultId();
  if (piece.undo) undoJournal.write({ type: 'undo', id, experiment, ...piece.undo });
  const injectedT = clock.now();
  const failure = await piece.inject().then(
    () => undefined,
    (error: unknown) => {
      context.signal.throwIfAborted();
      if (error instanceof InfrastructureFailure) return error;
      throw error;
    },
  );
  const over = new AbortController();
  const proof = failure ? Promise.resolve(unproven(failure, context.signal)) : prove(piece, over.signal, context);
  context.awaitReceipt(
    proof.then(receipt =>
      context.record({
        type: 'fault-injected',
        t: piece.effectT?.() ?? injectedT,
        experiment,
        step: index,
        id,
        kind: step.kind,
        targets: piece.targets,
        receipt,
        needsUndo: piece.undo !== undefined,
        ...(piece.mechanism && { mechanism: piece.mechanism }),
        ...(piece.parameters && { parameters: piece.parameters }),
      }),
    ),
  );
  const ended =
    step.durationMs === undefined ? Promise.resolve() : end(id, step.durationMs, piece, proof, over, context);
  context.awaitReceipt(ended);
  return { ended };
}

async function prove(piece: PreparedFault, over: AbortSignal, context: StepContext): Promise<Receipt> {
  return await piece.prove(over).catch(error => unproven(error, context.signal));
}

/** Lets the fault last, then takes it back. */
async function end(
  id: string,
  durationMs: number,
  piece: PreparedFault,
  proof: Promise<Receipt>,
  over: AbortController,
  context: StepContext,
): Promise<void> {
  await sleep(durationMs, context.signal);
  over.abort();
  if (piece.undo) await context.expire(id);
  await proof;
}
