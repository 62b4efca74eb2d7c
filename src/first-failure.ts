import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { messageOf } from './errors.ts';
import type { JournalEvent } from './journal/event.ts';
import { watchForFirstSign } from './judge/first-sign.ts';
import type { ApiConnection } from './kubernetes/access.ts';
import { collectEvidence, type GoldpingerPods } from './kubernetes/evidence.ts';
import type { Run } from './run.ts';

/** What the cluster said at the moment at which something first spoke against the hypothesis. */
export interface FirstFailure extends AsyncDisposable {
  /** Records an event of the experiment, as the run does, and looks whether it speaks against the hypothesis. */
  record(event: JournalEvent): void;
  /** Removes what was saved: the hypothesis was upheld all the same. */
  discard(): Promise<void>;
}

const timeoutMs = 10_000;
/** A probe notices a crash before the kubelet has told the API server of it. */
const settleMs = 1_000;
/** A nightly run of a hundred repetitions needs no hundred folders. */
const maxExperiments = 10;

/**
 * Saves evidence of an experiment below `logs/first-failure-N`, once, as soon as there is a sign of failure: events are
 * still there then, and pods that will be replaced. It does not hold the experiment up; disposing waits until it is saved.
 */
export function watchForFirstFailure(
  run: Run,
  kubernetes: ApiConnection,
  options: { readonly experiment: number; readonly goldpingers: readonly GoldpingerPods[] },
): FirstFailure {
  const read = watchForFirstSign();
  const name = `first-failure-${options.experiment + 1}`;
  const folder = join(run.folder.logs, name);
  let saved: Promise<void> | undefined;

  const save = async (sign: string, t: number) => {
    const signal = AbortSignal.any([run.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      await setTimeout(settleMs, undefined, { signal: run.signal });
      const files = await collectEvidence(kubernetes, signal, options.goldpingers);
      await mkdir(folder, { recursive: true });
      const at = new Date(run.clock.startedAt.getTime() + t).toISOString();
      const head = `${at}, ${Math.round(t)} ms after the run began: ${sign}\n\n`;
      for (const [index, { file, text }] of files.entries())
        await writeFile(join(folder, file), index === 0 ? head + text : text);
      run.say('progress', `evidence of the first failure is in logs/${name}`);
    } catch (error) {
      if (run.signal.aborted) return;
      run.say('warning', `no evidence of the first failure could be saved: ${messageOf(error)}`);
    }
  };
  return {
    record(event) {
      run.record(event);
      if (options.experiment >= maxExperiments) return;
      const sign = read(event);
      if (sign !== undefined) saved = save(sign, run.clock.now());
    },
    async discard() {
      await saved;
      await rm(folder, { recursive: true, force: true });
    },
    async [Symbol.asyncDispose]() {
      await saved;
    },
  };
}
