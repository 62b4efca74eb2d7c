import type { JournalEvent } from '../journal/event.ts';
import { plural } from '../judge/phrases.ts';

/**
 * One line of text for an event, as the terminal and the action's log show it; nothing for one that needs none.
 * Texts from outside are stripped of control characters, so that a name cannot move a terminal's cursor or start a line.
 */
export function describeEvent(event: JournalEvent): string | undefined {
  const text = describe(event);
  return text === undefined ? undefined : printable(text);
}

function describe(event: JournalEvent): string | undefined {
  switch (event.type) {
    case 'run-started':
      return `chaos-gate ${event.tool.version}: ${plural(event.experiments.length, 'experiment')}, seed ${event.seed}`;
    case 'cluster-ready':
      return `  cluster ${event.name} (${event.provider}, ${event.version}): ${plural(event.nodes.length, 'node')} after ${seconds(event.t)}`;
    case 'message':
      return event.level === 'progress' ? `  ${event.text}` : `  ${event.level}: ${event.text}`;
    case 'experiment-started':
      return event.name;
    case 'phase-started':
      return `  ${event.phase}`;
    case 'step-ended':
      return `    step ${event.index + 1} ${event.kind}: ${event.status === 'done' ? '' : `${event.status}: `}${event.message}`;
    case 'fault-injected':
      return `    ${event.kind} ${event.receipt.landed ? 'landed' : 'is not proven'}: ${event.receipt.evidence}`;
    case 'fault-undone':
      return event.undone ? `    ${event.id} undone` : `    ${event.id} could not be undone: ${event.message}`;
    case 'residue':
      return `    residue: ${event.object}: ${event.difference}`;
    case 'experiment-ended':
    case 'run-ended':
      return event.stopped && `  stopped: ${event.stopped.message}`;
    default:
      return undefined;
  }
}

/** Control characters, line breaks and the ones that turn the direction of writing become a visible mark. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
