import { styleText } from 'node:util';
import type { JournalEvent, Sample } from '../journal/event.ts';
import { describeEvent, printable } from '../report/event-line.ts';
import type { CommandLine } from './arguments.ts';

/** What a person watches while a run goes on: lines on standard error, and on a terminal one live line below them. */
export interface Progress extends Disposable {
  onEvent(event: JournalEvent): void;
  say(text: string): void;
}

const refreshMs = 200;

/** Lines in CI and in pipes; a live line too on a terminal. CI decides, not the terminal alone: some runners fake one. */
export function openProgress(line: CommandLine): Progress {
  const { stderr } = process;
  const quiet = line.format === 'json';
  const live = stderr.isTTY && !process.env.CI && (line.format === undefined || line.format === 'pretty');
  const tally = new Map<number, { ok: number; fail: number; unknown: number }>();
  let phase = '';
  let since = 0;
  let names: readonly string[] = [];
  let shown = false;

  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  const say = (text: string) => {
    clear();
    stderr.write(`${text}\n`);
  };
  const refresh = () => {
    if (!phase) return;
    const counts = [...tally].map(([index, { ok, fail, unknown }]) => {
      const bad = fail + unknown > 0 ? `, ${fail} failed${unknown ? `, ${unknown} unknown` : ''}` : '';
      return `${names[index]}: ${ok + fail + unknown}${bad}`;
    });
    const elapsed = Math.round((performance.now() - since) / 1000);
    const text = printable(`${phase} ${elapsed} s  ${counts.join(' · ')}`).slice(0, (stderr.columns ?? 80) - 3);
    clear();
    stderr.write(`  ${paint('dim', text)}`);
    shown = true;
  };
  const timer = live ? setInterval(refresh, refreshMs) : undefined;
  timer?.unref();

  const count = (sample: Sample) => {
    const of = tally.get(sample.p) ?? { ok: 0, fail: 0, unknown: 0 };
    if (sample.r === 'ok') of.ok++;
    else if (sample.r === 'fail') of.fail++;
    else of.unknown++;
    tally.set(sample.p, of);
  };
  return {
    say,
    onEvent(event) {
      if (event.type === 's') return count(event);
      if (event.type === 'experiment-started') names = event.steadyState.map(({ name }) => name);
      if (event.type === 'phase-started') {
        phase = event.phase;
        since = performance.now();
        tally.clear();
      }
      if (event.type === 'phase-ended') phase = '';
      const text = describeEvent(event);
      if (text && !quiet) say(event.type === 'experiment-started' ? `\n${paint('bold', text)}` : text);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      clear();
    },
  };
}

function paint(style: 'bold' | 'dim', text: string): string {
  return styleText(style, text, { stream: process.stderr });
}
