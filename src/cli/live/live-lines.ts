import { formatSpan } from '../../judge/observed.ts';
import type { LiveExperiment, LiveState } from './live-state.ts';
import { probeLines } from './probe-lines.ts';
import { cellsOf, cutTo, wrap } from './text-cells.ts';

/** What the view is drawn for: cells of the terminal, and the moment of the journal. */
export interface LiveSize {
  readonly width: number;
  readonly height: number;
  readonly color: boolean;
}

const leastWidth = 16;

/**
 * The live view as lines, none of them wider than the terminal and not more than it has room for. Whatever does not fit
 * beside each other stands below each other; only where the window is too low some is left out, and it says so. Pure.
 */
export function drawLines(state: LiveState, nowT: number, size: LiveSize): string[] {
  const width = Math.max(leastWidth, size.width);
  const lines = state.experiment
    ? experimentLines(state.experiment, state.experiments, nowT, { ...size, width })
    : state.doing
      ? wrap(`${cutTo(state.doing.text, 4 * width)} (${since(state.doing.startT, nowT)})`, width)
      : [];
  if (lines.length <= size.height) return lines;
  const room = size.height - 1;
  if (room < 1) return lines.slice(0, 1);
  return [...lines.slice(0, room), cutTo(`… and ${lines.length - room} lines more: this window is low`, width)];
}

function experimentLines(experiment: LiveExperiment, experiments: number, nowT: number, size: LiveSize): string[] {
  const { started, probes, lasting } = experiment;
  const place = experiments > 1 ? [`experiment ${started.experiment + 1} of ${experiments}`] : [];
  const nameCells = Math.max(...probes.map(({ name }) => cellsOf(cutTo(name, 32))), 0);
  return [
    ...wrap([...place, ...phaseOf(experiment, nowT)].join(' · '), size.width),
    ...probes.flatMap(probe => probeLines(probe, nowT, nameCells, size)),
    ...lasting.flatMap(({ kind, targets, t }) => {
      const names = cutTo(targets.map(({ name }) => name).join(', '), 200);
      const text = `${cutTo(kind, 60)} of ${names} for ${since(t, nowT)}, not undone yet`;
      return wrap(text, size.width - 2).map(line => `  ${line}`);
    }),
  ];
}

function phaseOf(experiment: LiveExperiment, nowT: number): string[] {
  const { phase } = experiment;
  return phase ? [`${phase.name} ${since(phase.startT, nowT)}`, ...outlook(experiment, nowT)] : ['between phases'];
}

/** What the phase waits for, and how long that may take, as far as it is known. */
function outlook({ phase, started, stepsEnded, faultEndT }: LiveExperiment, nowT: number): string[] {
  const { steps, recovery, phaseMs } = started;
  const left = (endT: number) => `${formatSpan(Math.max(0, endT - nowT))} left`;
  switch (phase?.name) {
    case 'baseline':
      return ['waits for the steady state', ...(phaseMs ? [`at least ${left(phase.startT + phaseMs.baseline)}`] : [])];
    case 'method': {
      const step = steps[stepsEnded];
      if (step) return [`step ${stepsEnded + 1} of ${steps.length}: ${cutTo(step.kind, 60)}, line ${step.at.line}`];
      return [
        steps.length > 0 ? 'all steps done' : 'no steps',
        ...(phaseMs ? [left(phase.startT + phaseMs.method)] : []),
      ];
    }
    case 'undo':
      return ['puts everything back'];
    case 'recovery': {
      const limitT = (faultEndT ?? phase.startT) + recovery.withinMs;
      return [`waits for ${formatSpan(recovery.stableForMs)} of steady state`, `at most ${left(limitT)}`];
    }
    default:
      return [];
  }
}

function since(startT: number, nowT: number): string {
  return formatSpan(Math.max(0, Math.floor((nowT - startT) / 100) * 100));
}
