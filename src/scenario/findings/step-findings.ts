import { formatDuration } from '../duration.ts';
import type { Compat, PodActionStep, ProbeHttpStep, Scenario, Step } from '../suite.ts';
import { isFault, isLasting } from './faults.ts';
import { type Finding, finding } from './finding.ts';

/** Steps after a fault that hide what it did: attempts that are repeated until one works, waits of a guessed length. */
export function stepFindings({ steps }: Scenario, compat: Compat): Finding[] {
  const firstFault = steps.findIndex(isFault);
  if (firstFault < 0) return [];
  const after = steps.slice(firstFault);
  return [
    ...after.flatMap(step => {
      // A request that was tried again fails a strict step: it hides nothing there.
      if (step.kind === 'probeHTTP') return compat === 'legacy' ? retriedRequests(step) : [];
      return step.kind === 'podAction' ? retriedChecks(step) : [];
    }),
    ...guessedWaits(after),
  ];
}

function retriedRequests({ at, retries, delayMs }: ProbeHttpStep): Finding[] {
  if (retries === undefined || retries < 2) return [];
  const hidden = formatDuration((retries - 1) * delayMs);
  const message = `${retries - 1} of ${retries} attempts of a request may fail: this could not have seen an outage shorter than ${hidden}`;
  return [finding('retries-mask', at, message)];
}

function retriedChecks({ actions, retries }: PodActionStep): Finding[] {
  const check = actions.find(({ kind }) => kind === 'checkPodCount' || kind === 'checkPodState');
  if (!retries || !check) return [];
  const long =
    retries.kind === 'retriesTimeout' ? `for up to ${formatDuration(retries.timeoutMs)}` : `${retries.count} times`;
  const message = `a check that is tried ${long} passes however long it took; \`recovery: { within: … }\` bounds and measures it`;
  return [finding('retries-mask', check.at, message)];
}

/** A wait between the last fault and the checks of what it did: what is waited for is the recovery. */
function guessedWaits(after: readonly Step[]): Finding[] {
  const lastFault = after.findLastIndex(isFault);
  const fault = after[lastFault];
  // Such a fault is still there while the step waits.
  if (!fault || isLasting(fault) || fault.kind === 'nodeAction') return [];
  const rest = after.slice(lastFault + 1);
  const wait = rest.find(step => step.kind === 'wait');
  if (!wait || !rest.slice(rest.indexOf(wait) + 1).some(isCheck)) return [];
  const length = formatDuration(wait.ms);
  const message = `the checks after this wait pass or fail by its ${length}; a steady state with \`recovery: { within: ${length} }\` ends as soon as it is back, and measures it`;
  return [finding('wait-instead-of-recovery', wait.at, message)];
}

function isCheck(step: Step): boolean {
  return step.kind === 'probeHTTP' || (step.kind === 'podAction' && !isFault(step));
}
