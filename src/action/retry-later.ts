import { setTimeout as sleep } from 'node:timers/promises';

/** As @octokit/request-error has it, as far as it matters here. */
interface Refusal {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

const maxAttempts = 4;
const secondMs = 1000;
/** What GitHub asks for where it does not say how long. */
const secondaryLimitMs = 60 * secondMs;

/**
 * Sends a request to GitHub's API, and again after as long as it asks for: rate limits (`retry-after`, `x-ratelimit-reset`,
 * the secondary limit) and 5xx. Waits `maxWaitMs` in all at most, then throws what it was refused with.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export async function retryLater<T>(request: () => Promise<T>, maxWaitMs: number): Promise<T> {
  let left = maxWaitMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      const waitMs = waitOf(error as Refusal, attempt);
      if (waitMs === undefined || waitMs > left || attempt === maxAttempts) throw error;
      left -= waitMs;
      await sleep(waitMs);
    }
  }
}

/** A rate limit, which passes; not a permission that the token lacks, which has the same status. */
export function isRateLimit({ status, message = '', response }: Refusal): boolean {
  const headers = response?.headers ?? {};
  if (status === 429) return true;
  const exhausted = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  return status === 403 && (exhausted || /secondary rate limit/i.test(message));
}

function waitOf(refusal: Refusal, attempt: number): number | undefined {
  if ((refusal.status ?? 0) >= 500) return attempt * secondMs;
  if (!isRateLimit(refusal)) return undefined;
  const headers = refusal.response?.headers ?? {};
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * secondMs);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, reset * secondMs - Date.now()) + secondMs;
  return secondaryLimitMs;
}
