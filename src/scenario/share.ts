/**
 * A share of 1, as `99%`, `99.95%` or `0.99`; exact to a millionth of a percent.
 * undefined when the text is none, or is beyond 100%.
 */
export function parseShare(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)\s*%$|^([01](?:\.\d{1,8})?)$/.exec(text.trim());
  if (!match) return undefined;
  const share = match[1] === undefined ? Number(match[2]) : Math.round(Number(match[1]) * 1e6) / 1e8;
  return share <= 1 ? share : undefined;
}

/** `0.9995` is `99.95%`. */
export function formatShare(share: number): string {
  return `${Math.round(share * 1e8) / 1e6}%`;
}
