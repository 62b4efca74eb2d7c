import {
  type AlertManager,
  endSilences,
  findSilences,
  SilenceRefused,
  silenceAll,
} from '../../alertmanager/silences.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { AlertManagerItem, AlertManagerStep } from '../../scenario/suite.ts';
import { retryStep, worstOf } from './retry-step.ts';
import { done, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/**
 * PowerfulSeal's `alertManagerAction`: silences every alert of the targets. The id of a silence is known only when it is
 * there, so that its undo, which is on disk before, finds it by its comment.
 */
export async function runAlertManagerAction(step: AlertManagerStep, context: StepContext): Promise<StepOutcome> {
  if (step.targets.length === 0 || step.actions.length === 0) {
    const missing = step.targets.length === 0 ? 'targets' : 'actions';
    return inconclusive('empty-action', `there are no ${missing}: nothing was done`);
  }
  return await retryStep(step.retries, context, async () => {
    const outcomes: StepOutcome[] = [];
    for (const action of step.actions)
      for (const { url } of step.targets) {
        const alertManager = { url, proxies: step.proxies, insecure: step.insecure || context.legacy };
        outcomes.push(await act(action, alertManager, context));
      }
    return worstOf(outcomes);
  });
}

/** An Alertmanager that cannot be reached says nothing of the app: PowerfulSeal calls that a failure, here it is none. */
async function act(action: AlertManagerItem, alertManager: AlertManager, context: StepContext): Promise<StepOutcome> {
  try {
    return await (action.kind === 'mute' ? mute(action, alertManager, context) : unmute(alertManager, context));
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof InfrastructureFailure)) throw error;
    return inconclusive('fault-not-proven', `${action.kind}: ${error.message}`, 'failed');
  }
}

async function mute(
  { durationMs, autoUnmute }: Extract<AlertManagerItem, { kind: 'mute' }>,
  alertManager: AlertManager,
  { nextFaultId, undoJournal, experiment, scenario, started, signal }: StepContext,
): Promise<StepOutcome> {
  const id = nextFaultId();
  const comment = `all alerts are silent during "${scenario.name}" (${tokenOf(started)} ${id})`;
  if (autoUnmute)
    undoJournal.write({
      type: 'undo',
      id,
      experiment,
      description: `remove the silence of ${alertManager.url}`,
      operation: { kind: 'removeSilences', alertManager, comment },
    });
  const silence = await silenceAll(alertManager, { comment, startsAt: new Date(), durationMs }, signal).catch(error => {
    if (autoUnmute && error instanceof SilenceRefused) undoJournal.write({ type: 'done', id });
    throw error;
  });
  if (!(await findSilences(alertManager, comment, signal)).includes(silence))
    throw new InfrastructureFailure(`${alertManager.url} took the silence ${silence} and does not have it`);
  return done(`muted ${alertManager.url} for ${durationMs / 1000} s (silence ${silence})`);
}

async function unmute(alertManager: AlertManager, { started, signal }: StepContext): Promise<StepOutcome> {
  const ended = await endSilences(alertManager, tokenOf(started), signal);
  if (ended === 0) return inconclusive('no-target', `${alertManager.url} has no silence of this run`);
  return done(`unmuted ${alertManager.url}: ${ended} ${ended === 1 ? 'silence' : 'silences'} removed`);
}

/** Tells the silences of this run from those of others. */
function tokenOf({ startedAt }: StepContext['started']): string {
  return `chaos-gate ${startedAt}`;
}
