import { messageOf } from '../errors.ts';
import type { Sample } from '../journal/event.ts';
import type { Measurement, ReadyProbe } from '../probes/probe.ts';
import type { Clock } from './clock.ts';
import type { StallWatch } from './stall-watch.ts';

/** A probe on its schedule: one of an experiment's steady state, with its index there. */
export interface ScheduledProbe {
  readonly index: number;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly probe: ReadyProbe;
}

/** Probes that keep sampling until they are stopped. */
export interface Observation {
  /** How many samples of a probe, scheduled at or after the last `beginPhase`, have settled. */
  settled(index: number): number;
  beginPhase(): void;
  /** Resolves when every sample scheduled before now has settled; sampling goes on meanwhile. */
  drain(): Promise<void>;
  /** Ends the schedule; waits for what is under way, or with `abandon` drops it. */
  stop(how?: 'drain' | 'abandon'): Promise<void>;
}

/** How long a probe may take to settle after its deadline before the observation answers for it. */
const settleGraceMs = 500;

/**
 * Samples in an open loop: slots lie on a fixed grid, a slow answer never delays the next request, and latency
 * counts from the slot. Where the gate itself was starved for longer than a probe's interval, the slots it missed
 * and the samples that were under way say `late`: they tell nothing about the app.
 */
export function startObservation(
  probes: readonly ScheduledProbe[],
  options: {
    readonly experiment: number;
    readonly clock: Clock;
    readonly stalls: StallWatch;
    readonly record: (sample: Sample) => void;
  },
): Observation {
  const { clock, stalls } = options;
  const counts = new Map<number, number>();
  let phaseStart = clock.now();
  let abandoned = false;
  const underWay = new Map<Promise<void>, AbortController>();

  const record = (sample: Sample) => {
    if (abandoned) return;
    options.record(sample);
    if (sample.t >= phaseStart) counts.set(sample.p, (counts.get(sample.p) ?? 0) + 1);
  };

  const look = async (scheduled: ScheduledProbe, t: number, deadline: AbortController) => {
    const timer = setTimeout(() => deadline.abort(), Math.max(0, t + scheduled.timeoutMs - clock.now()));
    const found = await measureUntil(scheduled.probe, deadline.signal);
    clearTimeout(timer);
    const end = clock.now();
    // A stall makes an answer look slow, and lets a deadline pass before an answer that is there is read. It refuses
    // no connection, changes no status, and explains no deadline that passed while the gate was awake.
    const stall = stalls.longestWithin(found.r === 'fail' ? t + scheduled.timeoutMs : t, end);
    const doubtful = found.r === 'ok' || (found.r === 'fail' && end - t >= scheduled.timeoutMs);
    const starved = doubtful && stall > scheduled.everyMs;
    record({
      type: 's',
      t,
      e: options.experiment,
      p: scheduled.index,
      ms: roundToTenth(end - t),
      ...found,
      ...(starved && { r: 'late', why: `the gate stood still for ${Math.round(stall)} ms` }),
    });
  };

  const schedules = probes.map(scheduled => {
    const start = clock.now();
    let slots = 0;
    let timer: NodeJS.Timeout | undefined;
    const slotTime = () => roundToTenth(start + slots * scheduled.everyMs);
    const fire = () => {
      const now = clock.now();
      for (; slotTime() <= now; slots++) {
        const t = slotTime();
        if (now - t > Math.max(scheduled.everyMs, stalls.resolutionMs)) {
          const why = 'the gate stood still: not sent';
          record({ type: 's', t, e: options.experiment, p: scheduled.index, r: 'late', ms: 0, why });
          continue;
        }
        const deadline = new AbortController();
        const running: Promise<void> = look(scheduled, t, deadline).finally(() => underWay.delete(running));
        underWay.set(running, deadline);
      }
      timer = setTimeout(fire, Math.max(0, slotTime() - clock.now()));
    };
    fire();
    return () => clearTimeout(timer);
  });

  const drain = async () => {
    await Promise.all(underWay.keys());
  };
  return {
    settled: index => counts.get(index) ?? 0,
    beginPhase() {
      phaseStart = clock.now();
      counts.clear();
    },
    drain,
    async stop(how = 'drain') {
      for (const cancel of schedules) cancel();
      if (how === 'abandon') {
        abandoned = true;
        for (const deadline of underWay.values()) deadline.abort();
      }
      await drain();
    },
  };
}

/** A probe's answer; for a probe that throws, or does not settle after its deadline, the answer that it is broken. */
async function measureUntil(probe: ReadyProbe, deadline: AbortSignal): Promise<Measurement> {
  const overdue = Promise.withResolvers<Measurement>();
  let grace: NodeJS.Timeout | undefined;
  const startGrace = () => {
    const why = `the probe did not end within ${settleGraceMs} ms of its deadline`;
    grace = setTimeout(() => overdue.resolve({ r: 'broken', why }), settleGraceMs);
  };
  deadline.addEventListener('abort', startGrace, { once: true });
  try {
    return await Promise.race([probe.measure(deadline), overdue.promise]);
  } catch (error) {
    return { r: 'broken', why: `the probe failed: ${messageOf(error)}` };
  } finally {
    clearTimeout(grace);
    deadline.removeEventListener('abort', startGrace);
  }
}

function roundToTenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}
