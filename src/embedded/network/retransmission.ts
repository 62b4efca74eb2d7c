/**
 * When TCP tries again, as Linux does it: what is lost is sent again after a time-out that doubles.
 * The first time-out of a SYN is 1 s (RFC 6298), that of data at least 200 ms (TCP_RTO_MIN); both at most 120 s.
 */
const synTimeoutMs = 1_000;
const dataTimeoutMs = 200;
const longestTimeoutMs = 120_000;
/** net.ipv4.tcp_syn_retries: the connection attempt fails with ETIMEDOUT after the sixth repetition, about 127 s. */
export const synRetries = 6;

/** Milliseconds until the SYN number `attempt` (counting from 0) that got no answer is repeated. */
export function synRetransmissionMs(attempt: number): number {
  return synTimeoutMs * 2 ** attempt;
}

/** Milliseconds that one segment is late when each of its transmissions is lost with the probability `share`. */
export function lossDelayMs(share: number, random: () => number): number {
  let late = 0;
  let timeout = dataTimeoutMs;
  while (random() < share && late < longestTimeoutMs) {
    late += timeout;
    timeout = Math.min(timeout * 2, longestTimeoutMs);
  }
  return late;
}

/** Milliseconds until the next repetition of data first sent `sinceMs` ago and lost ever since. */
export function nextRetransmissionMs(sinceMs: number): number {
  let at = dataTimeoutMs;
  let timeout = dataTimeoutMs;
  while (at < sinceMs) {
    timeout = Math.min(timeout * 2, longestTimeoutMs);
    at += timeout;
  }
  return at - sinceMs;
}
