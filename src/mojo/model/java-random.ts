const MULTIPLIER = 0x5deece66dn;
const ADDEND = 0xbn;
const MASK = (1n << 48n) - 1n;

/**
 * The first `nextDouble()` of `new java.util.Random(seed)`, in [0, 1).
 *
 * Source: the linear congruential generator that the documentation of java.util.Random specifies.
 */
export function firstJavaRandom(seed: bigint): number {
  let state = (seed ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): number => {
    state = (state * MULTIPLIER + ADDEND) & MASK;
    return Number(state >> (48n - bits));
  };
  const high = next(26n);
  return (high * 2 ** 27 + next(27n)) * 2 ** -53;
}
