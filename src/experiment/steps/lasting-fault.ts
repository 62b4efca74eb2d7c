import type { ProcessIdentity } from '../../command/index.ts';
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
import { affectedBy, boundNamespacesOf } from '../lasting-targets.ts';
import { harmOfStep } from '../pod-harm.ts';
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
  await claim(step, targets, context);
  const prepared = await fault.prepare(step, targets, {
    kubernetes,
    signal,
    now: clock.now,
    sleep: ms => sleep(ms, signal),
    receiptTimeoutMs,
  });
  if (prepared.length === 0) return inconclusive('no-target', 'nothing was hit: there was nothing to do');
  if (fault.oneAfterAnother && prepared.length > 1)
    for (const piece of prepared) {
      context.claimNamespaces(boundNamespacesOf(step, targets));
      await (await inject(piece, step, context)).ended;
    }
  else {
    const settled = await Promise.allSettled(prepared.map(piece => inject(piece, step, context)));
    for (const each of settled) if (each.status === 'rejected') throw each.reason;
  }
  const names = prepared.flatMap(piece => piece.targets.map(({ name }) => name));
  return done(`${step.kind}: ${[...new Set(names)].join(', ')}`);
}

/** The live cluster may have changed since the plan: the blast radius is checked again, here. */
async function claim(step: LastingStep, targets: Targets, context: StepContext): Promise<void> {
  const { pods, nodes, evicted = [] } = targets;
  context.claimNamespaces(boundNamespacesOf(step, targets));
  await context.claim(pods, harmOfStep(step));
  if (nodes.length === 0) return;
  const names = nodes.map(({ metadata }) => metadata?.name ?? '');
  await context.claimNodes(names, { disturbed: evicted, down: evicted, harm: 'removes' });
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
  const began = (process: ProcessIdentity): void => {
    if (piece.undo) undoJournal.write({ type: 'process', id, process });
  };
  const failure = await piece.inject(began).then(
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
    proof.then(({ notice, ...receipt }) => {
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
      });
      if (notice) {
        const names = piece.targets.map(({ name }) => name).join(', ');
        context.record({
          type: 'message',
          t: clock.now(),
          level: 'notice',
          text: `${step.kind} of ${names}: ${notice}`,
        });
      }
    }),
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
