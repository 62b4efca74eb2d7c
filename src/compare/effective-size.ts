/**
 * How many independent samples the given ones, in the order of time, are worth. Neighbours resemble each other: an outage
 * fails many in a row, and counting each of them would make intervals much too narrow. The variance of the means of blocks
 * of about sqrt(n) samples is held against what independent samples would have; their ratio is the design effect
 * (L. Kish, Survey Sampling, 1965; batch means as in A. M. Law, Simulation Modeling and Analysis). `values` are 0 or 1.
 */
export function effectiveSize(values: ArrayLike<number>): number {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]!;
  const mean = sum / length;
  const variance = mean * (1 - mean);
  const blockLength = Math.floor(Math.sqrt(length));
  // Where all are equal, nothing tells how much they depend on each other.
  if (variance === 0 || blockLength < 2) return length;
  const blocks = Math.floor(length / blockLength);
  let squares = 0;
  for (let block = 0; block < blocks; block++) {
    let inBlock = 0;
    for (let i = block * blockLength; i < (block + 1) * blockLength; i++) inBlock += values[i]!;
    squares += (inBlock / blockLength - mean) ** 2;
  }
  const designEffect = (squares / (blocks - 1)) * (blockLength / variance);
  return length / Math.max(1, designEffect);
}
