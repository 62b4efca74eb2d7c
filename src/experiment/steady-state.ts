import type { ProbeRecord } from '../journal/event.ts';
import { probeOf } from '../probes/index.ts';
import type { ProbeContext, ReadyProbe } from '../probes/probe.ts';
import { leastValueOf } from '../scenario/range-bounds.ts';
import type { ProbeSpec, Scenario } from '../scenario/suite.ts';
import type { ScheduledProbe } from './observation.ts';
import { digestProbe } from './specification-digest.ts';

/** The probes of a steady state, in their order. */
export interface OpenedProbes extends AsyncDisposable {
  readonly probes: readonly ReadyProbe[];
}

/** Opens every probe of a scenario; when one cannot be opened, closes the others and throws what it threw. */
export async function openProbes(
  scenario: Scenario,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<OpenedProbes> {
  const probes: ReadyProbe[] = [];
  const close = async () => {
    for (const probe of probes.toReversed()) await probe[Symbol.asyncDispose]();
  };
  try {
    for (const { probe } of scenario.steadyState) probes.push(await probeOf(probe).open(probe, context, signal));
  } catch (error) {
    await close();
    throw error;
  }
  return { probes, [Symbol.asyncDispose]: close };
}

/** How the journal describes the probes; before they are open without their vantage. */
export function recordProbes(scenario: Scenario, opened?: OpenedProbes): ProbeRecord[] {
  return scenario.steadyState.map(({ name, at, probe, minSamples, tolerances, stopWhen }, index) => {
    const { kind, everyMs, timeoutMs } = probe;
    const vantage = opened?.probes[index]?.vantage;
    const ends = stopWhen && { stopWhen: stopWhen.map(({ expression }) => expression) };
    const asks = { ...subjectOf(probe), digest: digestProbe(probe) };
    return { name, kind, at, everyMs, timeoutMs, minSamples, tolerances, ...ends, ...asks, vantage };
  });
}

/** What it looks at, as far as the judge has to know. */
function subjectOf(probe: ProbeSpec): Pick<ProbeRecord, 'service' | 'countsObjects' | 'leastValue'> {
  if (probe.kind === 'probeKubernetes') {
    const leastValue = leastValueOf(probe);
    return { ...(probe.value === 'count' && { countsObjects: true }), ...(leastValue === 0 && { leastValue }) };
  }
  if (!('target' in probe) || !('service' in probe.target)) return {};
  const { namespace, name } = probe.target.service;
  return { service: { namespace, name } };
}

/** How the observation schedules them. */
export function scheduleProbes(scenario: Scenario, opened: OpenedProbes): ScheduledProbe[] {
  return opened.probes.map((probe, index) => {
    const { everyMs = 0, timeoutMs = 0 } = scenario.steadyState[index]?.probe ?? {};
    return { index, everyMs, timeoutMs, probe };
  });
}
