const LIMB = 2 ** 30;
const LIMB_BITS = 30n;
/** Whole parts beyond this, and numbers with bits below the last limb, take the slow way. */
const MOST_WHOLE = 2 ** 42;
/** So many additions keep each limb below 2^53, where integers are exact. */
const ADDITIONS = 1024;
/** The smallest double is 2^-1074: of it every double is a multiple. */
const UNIT_BITS = 1074n;
/** Bits of a quotient before it is rounded to a double. */
const QUOTIENT_BITS = 70;

/**
 * The sum of doubles without any rounding, so that it does not depend on their order, nor on how they were divided into
 * several sums that became one. (A superaccumulator as in Neal 2015, "Fast exact summation using small and large
 * superaccumulators", with three limbs of 30 bits behind the point for what tables hold, and a big integer for the rest.)
 */
export class ExactSum {
  #whole = 0;
  #first = 0;
  #second = 0;
  #third = 0;
  #additions = 0;
  /** In units of 2^-1074. */
  #rest = 0n;

  /** @param number finite; `times` is how often it is added */
  add(number: number, times = 1): void {
    const whole = Math.trunc(number);
    const first = (number - whole) * LIMB;
    const firstWhole = Math.trunc(first);
    const second = (first - firstWhole) * LIMB;
    const secondWhole = Math.trunc(second);
    const third = (second - secondWhole) * LIMB;
    if (times !== 1 || third !== Math.trunc(third) || whole > MOST_WHOLE || whole < -MOST_WHOLE) {
      this.#rest += inUnits(number) * BigInt(times);
      return;
    }
    this.#whole += whole;
    this.#first += firstWhole;
    this.#second += secondWhole;
    this.#third += third;
    if (++this.#additions === ADDITIONS) this.#settle();
  }

  merge(other: ExactSum): void {
    other.#settle();
    this.#rest += other.#rest;
  }

  /** The double nearest to the sum divided by `count`. */
  dividedBy(count: number): number {
    this.#settle();
    return nearest(this.#rest, BigInt(count) << UNIT_BITS);
  }

  #settle(): void {
    const limbs =
      (((((BigInt(this.#whole) << LIMB_BITS) + BigInt(this.#first)) << LIMB_BITS) + BigInt(this.#second)) <<
        LIMB_BITS) +
      BigInt(this.#third);
    this.#rest += limbs << (UNIT_BITS - 3n * LIMB_BITS);
    this.#whole = this.#first = this.#second = this.#third = this.#additions = 0;
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as a multiple of 2^-1074 (IEEE 754, binary64). */
function inUnits(number: number): bigint {
  bits.setFloat64(0, number);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) + BigInt(bits.getUint32(4));
  const magnitude = exponent === 0 ? fraction : (fraction + (1n << 52n)) << BigInt(exponent - 1);
  return number < 0 ? -magnitude : magnitude;
}

/** The double nearest to a quotient. */
function nearest(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = QUOTIENT_BITS - (bitLength(magnitude) - bitLength(denominator));
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  // The last bit says whether anything was left, so that a tie is seen to be none.
  const quotient = scaled / divisor;
  const sticky = scaled % divisor === 0n ? quotient : quotient | 1n;
  const value = timesPowerOfTwo(Number(sticky), -shift);
  return numerator < 0n ? -value : value;
}

const bitLength = (number: bigint): number => number.toString(16).length * 4;

/** In two steps, since 2^1074 is no double. */
function timesPowerOfTwo(number: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return number * 2 ** half * 2 ** (exponent - half);
}
