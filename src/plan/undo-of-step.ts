import { formatDuration } from '../scenario/duration.ts';
import type { NodeActionItem, PodActionItem, Step } from '../scenario/suite.ts';

/** How the faults of a step are taken back, one line each; nothing for a step that changes nothing. Pure. */
export function undoOfStep(step: Step): string[] {
  switch (step.kind) {
    case 'podAction':
      return step.actions.flatMap(undoOfPodAction);
    case 'nodeAction':
      return step.actions.flatMap(undoOfNodeAction);
    case 'kubectl':
      if (step.action === 'delete') return ['kubectl delete: what it deletes is not put back'];
      return [
        step.autoDelete
          ? 'kubectl apply: deleted after the steps; what was there before is written back as it was'
          : 'kubectl apply: what is applied stays',
      ];
    case 'clone':
      return [
        'clone: deleted after the steps, Services get their selectors back',
        ...(step.mutations.some(({ kind }) => kind === 'seccomp')
          ? ['clone: its seccomp profile is removed from the nodes after the steps']
          : []),
      ];
    case 'alertManagerAction':
      return ['alertManagerAction: the silences are removed after the steps, where they are to be'];
    case 'probeHTTP':
    case 'wait':
      return [];
    case 'commandAction':
      if (!step.undo) return ['commandAction: has no `undo`, what it does is not put back'];
      return [`commandAction: its \`undo\` runs ${whenOver(step.durationMs)}`];
    default:
      return [`${step.kind}: taken back ${whenOver(step.durationMs)}`];
  }
}

function whenOver(durationMs: number | undefined): string {
  return durationMs === undefined ? 'after the steps' : `after ${formatDuration(durationMs)}`;
}

function undoOfPodAction(action: PodActionItem): string[] {
  switch (action.kind) {
    case 'kill':
      return ['kill: nothing to put back, the owner of the pod makes another one'];
    case 'killContainer':
      if (action.signal === 'SIGSTOP') return ['killContainer: SIGSTOP is not taken back, a later SIGCONT would'];
      return ['killContainer: nothing to put back, the kubelet restarts the container'];
    case 'stopHost':
      return [`stopHost: ${startedAgain(action.autoRestart)}`];
    default:
      return [];
  }
}

function undoOfNodeAction(action: NodeActionItem): string[] {
  switch (action.kind) {
    case 'stop':
      return [`stop: ${startedAgain(action.autoRestart)}`];
    case 'pause':
      return ['pause: the node goes on after the steps'];
    case 'stopKubelet':
      return ['stopKubelet: the kubelet is started after the steps'];
    case 'cordon':
    case 'drain':
      return [`${action.kind}: the node is uncordoned after the steps`];
    case 'limits':
      return [`limits: the node has what it had ${whenOver(action.durationMs)}`];
    case 'execute':
      return ['execute: what it changes on the node is not put back'];
    case 'restartKubelet':
    case 'restartRuntime':
      return [`${action.kind}: nothing to put back`];
    default:
      return [];
  }
}

function startedAgain(autoRestart: boolean): string {
  return autoRestart ? 'the node is started after the steps' : '`autoRestart: false`, the node stays down';
}
