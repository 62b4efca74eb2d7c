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
const QUANTITY = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|)$/;

/** A Kubernetes quantity (`250m`, `64Mi`) as a number of its base unit. The API server has validated it before. */
export function parseQuantity(quantity: string): number {
  const [, digits, suffix] = QUANTITY.exec(quantity) ?? [];
  if (digits === undefined) throw new RangeError(`"${quantity}" is not a quantity`);
  return Number(digits) * FACTORS[suffix!]!;
}
