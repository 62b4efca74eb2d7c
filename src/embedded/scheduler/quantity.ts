const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A quantity (`100m`, `1Gi`, `1e3`) in thousandths of its unit, so that CPU counts stay whole.
 * @throws Error for what is no quantity, which the API server's validation does not let through
 */
export function thousandths(quantity: string | number): number {
  const match = /^([+-]?[\d.]+)(?:e([+-]?\d+))?([a-zA-Z]*)$/i.exec(String(quantity));
  const factor = FACTORS[match?.[3] ?? ''];
  if (!match || factor === undefined) throw new Error(`"${quantity}" is no quantity`);
  return Math.round(Number(match[1]) * 10 ** Number(match[2] ?? 0) * factor * 1000);
}
