import { probeOf } from '../../probes/index.ts';
import type { ProbeHttpStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { done, failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/** As documented by PowerfulSeal; its code makes one attempt where none are named. */
const defaultAttempts = { strict: 3, legacy: 1 };

/**
 * PowerfulSeal's `probeHTTP` step: `count` requests one after another, each with up to `retries` attempts.
 * Strictly, an attempt that failed stays a failure even if a later one is answered; `compat: legacy` forgets it, and
 * follows redirects.
 */
export async function runProbeHttp(step: ProbeHttpStep, context: StepContext): Promise<StepOutcome> {
  const { legacy } = context;
  const attempts = step.retries ?? defaultAttempts[legacy ? 'legacy' : 'strict'];
  const spec = { ...step.probe, followRedirects: legacy };
  const probe = await probeOf(spec).open(
    spec,
    { kubernetes: context.kubernetes, targeted: () => new Set(), inMethod: () => true },
    context.signal,
  );
  await using _closing = probe;
  let retried = '';
  for (let request = 1; request <= step.count; request++) {
    for (let attempt = 1; ; attempt++) {
      const signal = AbortSignal.any([context.signal, AbortSignal.timeout(step.probe.timeoutMs)]);
      const { r, why = '' } = await probe.measure(signal);
      context.signal.throwIfAborted();
      if (r === 'broken') return inconclusive('probe-broken', `request ${request} of ${step.count}: ${why}`, 'failed');
      if (r === 'ok') break;
      const failure = `request ${request} of ${step.count}, attempt ${attempt} of ${attempts}: ${why}`;
      if (attempt >= attempts) return failed(failure);
      retried ||= failure;
      await sleep(step.delayMs, context.signal);
    }
  }
  if (retried && !legacy) return failed(`answered only after a retry, and a retry hides no failure: ${retried}`);
  return done(`${step.count} of ${step.count} requests answered as expected`);
}
