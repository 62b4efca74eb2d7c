import type { JournalEvent, StepEnded } from '../../src/journal/event.ts';
import type { journalOf, Look } from './journal-builder.ts';

/** What makes a journal other than that of the upheld experiment. */
export type Options = NonNullable<Parameters<typeof journalOf>[0]>;

export const at = { file: 'scenarios/half.yml', line: 20, column: 5 };
export const failing: Look = { r: 'fail', why: 'connect ECONNREFUSED 127.0.0.1:80' };
export const during = (from: number, to: number, look: Look) => (t: number) => (t >= from && t < to ? look : {});
export const change =
  <T extends JournalEvent['type']>(type: T, part: object) =>
  (events: JournalEvent[]) =>
    events.map(event => (event.type === type ? ({ ...event, ...part } as JournalEvent) : event));
export const drop =
  (...types: string[]) =>
  (events: JournalEvent[]) =>
    events.filter(({ type }) => !types.includes(type));
export const insert =
  (...added: JournalEvent[]) =>
  (events: JournalEvent[]) => [...events, ...added];
export const noPhase = (name: string) => (events: JournalEvent[]) =>
  events.filter(event => !('phase' in event && event.phase === name));
export const step = (part: Partial<StepEnded>) => change('step-ended', part);
export const counting = { kind: 'probeKubernetes', tolerances: ['value <= 3'], countsObjects: true } as const;
export const mesh = (expected: number, alive: number, nodes = 3) => ({
  mesh: { expected, alive, nodes, ms: Array(alive).fill(2) },
});

/** A journal that is not upheld: the code of the first reason, the situation, what makes it so, the reason's text, the exit code where it is not that of the verdict. */
export type ReasonCase = [code: string, situation: string, Options, message: RegExp, exitCode?: number];
