const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: readonly (readonly [string, number])[] = [
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
];
const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eE][+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|))$/;

export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

/**
 * A quantity in the form that the server stores: the largest suffix with which the number stays whole,
 * `1000m` → `1`, `0.5` → `500m`, `1024Mi` → `1Gi`. What is no quantity stays as it is, for validation to refuse.
 */
export function canonicalQuantity(given: string | number): string {
  const text = String(given);
  const match = QUANTITY.exec(text);
  if (!match) return text;
  const [, sign, digits, exponent, suffix] = match as unknown as [string, string, string, string?, string?];
  const binary = BINARY.indexOf(suffix || '-');
  if (binary > 0 && !digits.includes('.')) return (sign === '-' ? '-' : '') + inBinary(BigInt(digits), binary);
  if (binary > 0) return (sign === '-' ? '-' : '') + inBinary(BigInt(Math.ceil(Number(digits) * 1024 ** binary)), 0);
  const power = exponent ? Number(exponent.slice(1)) : (DECIMAL.find(([name]) => name === (suffix ?? ''))?.[1] ?? 0);
  return (sign === '-' ? '-' : '') + inDecimal(digits, power);
}

/** Rewrites the values of a map of quantities, in place. */
export function defaultQuantities(quantities: Record<string, string | number> | undefined): void {
  for (const [name, value] of Object.entries(quantities ?? {})) quantities![name] = canonicalQuantity(value);
}

function inBinary(mantissa: bigint, power: number): string {
  let [value, index] = [mantissa, power];
  while (value !== 0n && value % 1024n === 0n && index < BINARY.length - 1) [value, index] = [value / 1024n, index + 1];
  return value === 0n ? '0' : `${value}${BINARY[index]}`;
}

function inDecimal(digits: string, power: number): string {
  const [whole, fraction = ''] = digits.split('.') as [string, string?];
  const nanos = BigInt(`${whole || '0'}${fraction}`) * 10n ** BigInt(Math.max(0, power + 9 - fraction.length));
  if (nanos === 0n) return '0';
  for (const [suffix, exponent] of [...DECIMAL].reverse()) {
    const unit = 10n ** BigInt(exponent + 9);
    if (nanos % unit === 0n) return `${nanos / unit}${suffix}`;
  }
  return `${nanos}n`;
}
