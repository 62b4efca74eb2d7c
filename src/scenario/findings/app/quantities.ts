/** `1 pod`, `3 pods`. */
export function pods(count: number): string {
  return `${count} pod${count === 1 ? '' : 's'}`;
}

/** `25%`. */
export function wholePercent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
