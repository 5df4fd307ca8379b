/**
 * Names that H2O 3.46 does not bear, as tried on it: quotes, backslashes and control characters do not survive the list
 * of names (a quote even ends it), blanks at the ends and line breaks not the MOJO's list of columns, and `null` is read
 * as no name.
 */
const UNBEARABLE = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\p{White_Space}|\p{White_Space}$|^$/u;
/** Of H2O itself, which refuses a frame that has one of them (`__internal_cv_weights__`). */
const RESERVED = /^__internal|^null$/i;
/** Headings of a MOJO's `model.ini`. */
const HEADINGS = new Set(['[info]', '[columns]', '[domains]']);

/** Whether a column of this name can be parsed, trained on, exported and read back without change. */
export function isBearableName(name: string): boolean {
  return !UNBEARABLE.test(name) && !RESERVED.test(name) && !HEADINGS.has(name);
}
