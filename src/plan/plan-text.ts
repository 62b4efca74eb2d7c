import { formatDuration } from '../scenario/duration.ts';
import type { DurationBounds } from './expected-duration.ts';
import type { Plan } from './plan.ts';
import type { ScenarioPlan, Use } from './scenario-plan.ts';
import type { Choice, StepPlan } from './step-plan.ts';
import type { NoTarget } from './target-outlook.ts';

/** A plan for people; one paragraph a scenario. Pure. */
export function formatPlan({ cluster, seed, scenarios, duration, permissions }: Plan): string {
  const which = seed === undefined ? 'no seed is set: a run chooses others' : `seed ${seed}`;
  const lines = [`${cluster.provider} cluster ${cluster.name}, ${which}`, ...scenarios.flatMap(formatScenario)];
  if (duration.experiments > 1) lines.push(`all ${duration.experiments} experiments take ${formatBounds(duration)}`);
  if (permissions && permissions.missing.length === 0) lines.push(`permissions: all ${permissions.required} are there`);
  if (permissions && permissions.missing.length > 0)
    lines.push(
      `permissions: ${permissions.missing.length} of ${permissions.required} are missing; doctor --role prints the ClusterRole that grants them`,
      ...permissions.missing.map(missing => `  may not ${missing}`),
    );
  return `${lines.join('\n')}\n`;
}

function formatScenario({ name, refused, inconclusive, steps, blastRadius, duration, probes }: ScenarioPlan): string[] {
  return [
    name,
    ...(refused === undefined ? [] : [`  refused: ${refused}`]),
    ...(inconclusive ? [formatNoTarget(inconclusive)] : []),
    ...steps.flatMap(formatStep),
    ...(blastRadius
      ? [`  blast radius: ${formatUse(blastRadius.pods, 'pod')}; ${formatUse(blastRadius.nodes, 'node')}`]
      : []),
    ...probes.map(
      ({ name: probe, detectionFloorMs }) =>
        `  ${probe}: could not see an outage shorter than ${formatDuration(detectionFloorMs)}`,
    ),
    `  takes ${formatBounds(duration)}`,
  ];
}

function formatNoTarget({ code, step, message, certain }: NoTarget): string {
  return `  ${certain ? 'would' : 'may'} be inconclusive: ${code}: step ${step + 1}: ${message}`;
}

function formatStep({ index, kind, pods, nodes, remarks, undo }: StepPlan): string[] {
  const step = `  step ${index + 1}`;
  const hits = [
    ...(pods ? [`${step}: ${formatChoice(pods, 'pod')}`] : []),
    ...(nodes ? [`${step}: ${formatChoice(nodes, 'node')}`] : []),
  ];
  return [
    ...(hits.length > 0 ? hits : [`${step}: ${kind}`]),
    ...remarks.map(remark => `    ${remark}`),
    ...undo.map(line => `    undo of ${line}`),
  ];
}

function formatBounds({ leastMs, mostMs }: DurationBounds): string {
  return `${formatDuration(leastMs)} at least, ${formatDuration(mostMs)} at most`;
}

function formatChoice({ matched, chosen }: Choice, thing: string): string {
  return `${count(matched, thing)} matched, would hit ${chosen.join(', ') || 'none'}`;
}

function formatUse({ used, allowed }: Use, thing: string): string {
  return `${count(used, thing)}${allowed === undefined ? ', no limit set' : ` of ${allowed} allowed`}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
