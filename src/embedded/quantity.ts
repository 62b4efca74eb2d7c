const factors: Readonly<Record<string, number>> = {
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
const pattern = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/;

/** A Kubernetes quantity (`250m`, `64Mi`, `1e3`) as a number of its base unit; NaN for what is none. */
export function parseQuantity(quantity: string | number): number {
  const [, digits, suffix = ''] = pattern.exec(String(quantity)) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * (factors[suffix] ?? Number.NaN);
}

/** The same in thousandths of the unit, so that processor time counts stay whole. */
export function thousandths(quantity: string | number): number {
  return Math.round(parseQuantity(quantity) * 1000);
}
