type IntOrPercent = number | string | undefined;

/**
 * A count, or a share of `total` (`"25%"`), in whole pods.
 * @throws Error for anything else, which the API server's validation does not let through
 */
export function scaledCount(value: IntOrPercent, total: number, rounding: 'up' | 'down'): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value);
  if (!percent) throw new Error(`"${value}" is neither a count nor a percentage`);
  const exact = (Number(percent[1]) * total) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/**
 * Surge is rounded up and unavailability down, so that neither promise is broken; where both come to nothing, one pod
 * may be unavailable, for otherwise no update could ever proceed.
 */
export function rollingUpdateBounds(
  rollingUpdate: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string } | undefined,
  replicas: number,
): { readonly maxSurge: number; readonly maxUnavailable: number } {
  const maxSurge = scaledCount(rollingUpdate?.maxSurge, replicas, 'up');
  const maxUnavailable = scaledCount(rollingUpdate?.maxUnavailable, replicas, 'down');
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable };
}
