import { formatDuration } from '../duration.ts';
import type {
  AlertManagerStep,
  KubectlStep,
  NodeActionStep,
  PodActionItem,
  PodActionStep,
  Scenario,
  Step,
} from '../suite.ts';
import { isFault, isLasting, pausesAfter } from './faults.ts';
import { type Finding, finding } from './finding.ts';

/** Faults that nothing watches, that nobody ends, or that end before anything is seen; changes that nobody takes back. */
export function faultFindings(scenario: Scenario): Finding[] {
  return [
    ...unobserved(scenario),
    ...scenario.steps.flatMap(step => {
      if (step.kind === 'podAction') return endless(step, scenario);
      if (step.kind === 'nodeAction') return [...endless(step, scenario), ...executed(step)];
      if (step.kind === 'kubectl') return leftBehind(step, scenario);
      return step.kind === 'alertManagerAction' ? leftMute(step, scenario) : takenBack(step, scenario);
    }),
  ];
}

function unobserved({ steps, steadyState }: Scenario): Finding[] {
  const faulty = steps.find(isFault);
  if (!faulty || steadyState.length > 0) return [];
  const message = 'a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile';
  return [finding('unobserved-fault', faulty.at, message)];
}

/** A node that nobody starts again is no residue, because the user asked for it; all the more it has to be said. */
function endless(step: PodActionStep | NodeActionStep, scenario: Scenario): Finding[] {
  return step.actions.flatMap(action => {
    if ((action.kind === 'stop' || action.kind === 'stopHost') && !action.autoRestart) {
      const message = '`autoRestart: false`: nobody starts the node again, it stays down after the run';
      return [finding('fault-without-end', action.at, message)];
    }
    if (action.kind !== 'killContainer' || action.signal !== 'SIGSTOP' || goesOn(scenario, action)) return [];
    const message = 'SIGSTOP freezes the container, and no later step sends SIGCONT: it stays frozen after the run';
    return [finding('fault-without-end', action.at, message)];
  });
}

/** Whether a later action lets a frozen container go on. */
function goesOn({ steps }: Scenario, frozen: PodActionItem): boolean {
  const actions = steps.flatMap(step => (step.kind === 'podAction' ? step.actions : []));
  return actions
    .slice(actions.indexOf(frozen) + 1)
    .some(action => action.kind === 'killContainer' && action.signal === 'SIGCONT');
}

function executed({ actions }: NodeActionStep): Finding[] {
  return actions
    .filter(({ kind }) => kind === 'execute')
    .map(({ at }) => finding('missing-undo', at, 'what `execute` changes on the node is not put back'));
}

function leftBehind(step: KubectlStep, { steps }: Scenario): Finding[] {
  const others = steps.filter((other): other is KubectlStep => other.kind === 'kubectl' && other !== step);
  const opposite = (action: KubectlStep['action']) =>
    others.some(other => other.action === action && other.payload === step.payload);
  if (step.action === 'delete' && !opposite('apply'))
    return [finding('missing-undo', step.at, 'what `kubectl delete` deletes is not put back')];
  if (step.action === 'apply' && !step.autoDelete && !opposite('delete'))
    return [finding('missing-undo', step.at, '`autoDelete: false`: what is applied stays in the cluster')];
  return [];
}

function leftMute(step: AlertManagerStep, { steps }: Scenario): Finding[] {
  const later = steps.slice(steps.indexOf(step)).filter(each => each.kind === 'alertManagerAction');
  const unmuted = later.some(({ actions }) => actions.some(({ kind }) => kind === 'unmute'));
  return step.actions.flatMap(action => {
    if (action.kind !== 'mute' || action.autoUnmute || unmuted) return [];
    const message = `\`autoUnmute: false\`: alerts stay silenced after the run, ${formatDuration(action.durationMs)} in all`;
    return [finding('missing-undo', action.at, message)];
  });
}

/** Of a fault that lasts: whether somebody takes it back, and late enough. */
function takenBack(step: Step, scenario: Scenario): Finding[] {
  if (!isLasting(step)) return [];
  if (step.kind === 'commandAction' && !step.undo)
    return [finding('missing-undo', step.at, 'a `commandAction` without `undo`: nobody takes back what it does')];
  const takesNothingBack = step.kind === 'objectAction' && step.change.kind === 'restart';
  if (takesNothingBack || step.durationMs !== undefined || pausesAfter(scenario, step) > 0) return [];
  const message =
    'the fault is taken back as soon as the steps end; `duration`, a `wait` or `method: { for: 10s }` leaves time to see it';
  return [finding('fault-ends-at-once', step.at, message)];
}
