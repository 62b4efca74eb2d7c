import { z } from 'zod';

const unitBits: Readonly<Record<string, number>> = { bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9 };
const expected = 'a rate such as 64kbit, 1mbit or 1.5gbit, at least 8kbit (bits a second)';

/** A rate as `tc` writes it; comes out in bits a second. Below 8 kbit not even a handshake gets through in time. */
export function bitRate() {
  return z.string({ error: expected }).transform((text, context) => {
    const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(bit|kbit|mbit|gbit)$/i.exec(text.trim());
    const bits = match ? Number(match[1]) * (unitBits[match[2]!.toLowerCase()] ?? 0) : 0;
    if (bits >= 8e3 && bits <= 100e9) return Math.round(bits);
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}
