import { probeOf } from '../../probes/index.ts';
import type { ProbeHttpStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { done, failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/**
 * PowerfulSeal's `probeHTTP` step: `count` requests one after another, each with up to `retries` attempts.
 * Strictly, an attempt that failed stays a failure even if a later one is answered; `compat: legacy` forgets it.
 */
export async function runProbeHttp(step: ProbeHttpStep, context: StepContext): Promise<StepOutcome> {
  const probe = await probeOf(step.probe).open(
    step.probe,
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
      const failure = `request ${request} of ${step.count}, attempt ${attempt} of ${step.retries}: ${why}`;
      if (attempt >= step.retries) return failed(failure);
      retried ||= failure;
      await sleep(step.delayMs, context.signal);
    }
  }
  if (retried && !context.legacy)
    return failed(`answered only after a retry, and a retry hides no failure: ${retried}`);
  return done(`${step.count} of ${step.count} requests answered as expected`);
}
