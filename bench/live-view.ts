import { drawLines } from '../src/cli/live/live-lines.ts';
import { advance, initialState } from '../src/cli/live/live-state.ts';
import { openLiveWriter, redrawMs } from '../src/cli/live/live-writer.ts';
import { journalOf } from '../test/judge/journal-builder.ts';
import { printFigure } from './figure.ts';

// What the live view costs the gate's thread: 1,000 samples a second of three probes, drawn ten times a second. Target:
// at most 2 % of the time, and no redraw that keeps a probe waiting for more than 10 ms.
const seconds = 60;
const probes = ['one', 'two', 'three'].map(name => ({
  name,
  everyMs: 3,
  see: (t: number) => ({ ms: (t * 7919) % 97 }),
}));
const events = journalOf({ probes, recoveryEndT: seconds * 1000 });

let state = initialState;
let now = 0;
const writer = openLiveWriter(
  { columns: 120, rows: 40, write: text => text.length },
  (width, height) => drawLines(state, now, { width, height, color: true }),
  () => performance.now(),
);
let advanceMs = 0;
let drawMs = 0;
let slowest = 0;
let drawn = 0;
for (const event of events) {
  const begun = performance.now();
  state = advance(state, event);
  advanceMs += performance.now() - begun;
  if (event.t < now + redrawMs) continue;
  now = event.t;
  const drawBegun = performance.now();
  writer.draw();
  const took = performance.now() - drawBegun;
  drawMs += took;
  slowest = Math.max(slowest, took);
  drawn++;
}
const share = ((advanceMs + drawMs) / (seconds * 1000)) * 100;
printFigure({
  name: 'thread time of the live view',
  measured: `${(advanceMs + drawMs).toFixed(0)} ms`,
  ratio: share,
  target: 2,
  unit: '% of the run',
});
printFigure({ name: '  an event', measured: `${((advanceMs / events.length) * 1000).toFixed(2)} µs` });
printFigure({ name: '  a redraw', measured: `${(drawMs / drawn).toFixed(3)} ms` });
printFigure({
  name: '  the slowest redraw',
  measured: `${slowest.toFixed(1)} ms`,
  ratio: slowest,
  target: 10,
  unit: 'ms',
});
