/** What a number's marks say about which of them is the decimal one; `either` fits both, with two values. */
export type MarkEvidence = 'none' | 'point' | 'comma' | 'either';

/** A text that a person reads as a number. */
export interface NumberShape {
  /** Its value where the point is the decimal mark, and where the comma is; they differ for `either` only. */
  readonly point: number;
  readonly comma: number;
  readonly evidence: MarkEvidence;
  /** What parts its thousands, for certain; null where nothing does. */
  readonly grouping: string | null;
  /** Currency, `%` or word beside it, as it stands there; null for a plain number. */
  readonly unit: string | null;
  /** Whether the unit stands before the number. */
  readonly unitFirst: boolean;
  /** Digits alone that start with a superfluous zero, such as `007`. */
  readonly leadingZero: boolean;
  /** Digits alone, and how many; 0 where there is anything else. */
  readonly digits: number;
  /** Digits, an E and digits, such as `10E1`: perhaps a code. */
  readonly codeLike: boolean;
}

/** A number whose writing says what its unit is, and leaves no mark open. */
export const measured = (value: number, unit: string): NumberShape => ({
  point: value,
  comma: value,
  evidence: 'none',
  grouping: null,
  unit,
  unitFirst: false,
  leadingZero: false,
  digits: 0,
  codeLike: false,
});
