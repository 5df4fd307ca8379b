/**
 * e to the power of x, rounded almost as if it were computed exactly (within 0.51 of the last place).
 *
 * Node's own `Math.exp` may be off by one in the last place, in 1 of 14 cases. That would do for a probability, but
 * not for its label: the threshold of a model is the probability of one of its training rows, so that a row's may be
 * equal to it or not by that one bit. The JVM on which H2O runs is as precise as this (x86: 0.51 too), so the two differ
 * in 1 case of some 500.
 *
 * Method: x = k ln(2) / 64 + r, so that e^x = 2^(k >> 6) * 2^((k & 63) / 64) * e^r; the middle factor comes from a table
 * in twice the precision, e^r from its series. (P. T. P. Tang, "Table-driven implementation of the exponential function
 * in IEEE floating-point arithmetic", 1989.)
 */
export function exp(x: number): number {
  // Beyond, results are infinite, 0 or denormal.
  if (!(Math.abs(x) < 708)) return Math.exp(x);
  const k = Math.round(x * STEPS_PER_UNIT);
  const reduced = x - k * STEP_HIGH;
  const rest = k * STEP_LOW;
  const r = reduced - rest;
  const lost = reduced - r - rest;
  const series = r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const j = k & (STEPS - 1);
  const high = POWERS_HIGH[j] as number;
  scaleBits[1] = ((k >> 6) + EXPONENT_BIAS) << 20;
  return (high + ((POWERS_LOW[j] as number) + high * (r + (series + lost)))) * (scale[0] as number);
}

const STEPS = 64;
const STEPS_PER_UNIT = STEPS / Math.LN2;
const EXPONENT_BIAS = 1023;

/** Bits after the point of the whole numbers that stand for fractions below. */
const BITS = 200n;
const ONE = 1n << BITS;

/** A power of two by its exponent; little-endian, as every platform of Node is. */
const scale = new Float64Array(1);
const scaleBits = new Int32Array(scale.buffer);

/** ln(2) / 64 in two parts; the first has so few bits that its multiples by k are exact. */
const STEP = naturalLogOf2() / BigInt(STEPS);
const STEP_HIGH = Math.round(Number(STEP) * 2 ** (42 - Number(BITS))) * 2 ** -42;
const STEP_LOW = lowPart(STEP, STEP_HIGH);

/** 2^(j / 64) in two parts. */
const POWERS = powersOfRoot();
const POWERS_HIGH = Float64Array.from(POWERS, toNumber);
const POWERS_LOW = Float64Array.from(POWERS, (power, j) => lowPart(power, POWERS_HIGH[j] as number));

function toNumber(fraction: bigint): number {
  return Number(fraction) * 2 ** -Number(BITS);
}

function lowPart(fraction: bigint, high: number): number {
  return toNumber(fraction - BigInt(high * 2 ** 160) * 2n ** (BITS - 160n));
}

/** The sum of 1 / (n 2^n). */
function naturalLogOf2(): bigint {
  let sum = 0n;
  for (let n = 1n; n <= BITS; n++) sum += (ONE >> n) / n;
  return sum;
}

function powersOfRoot(): bigint[] {
  let root = 2n * ONE;
  for (let steps = 1; steps < STEPS; steps *= 2) root = squareRoot(root * ONE);
  const powers = [ONE];
  for (let j = 1; j < STEPS; j++) powers.push(((powers[j - 1] as bigint) * root) >> BITS);
  return powers;
}

/** Newton's method, from above. */
function squareRoot(square: bigint): bigint {
  let root = 1n << BigInt((square.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
