import { BadUserInputError } from '../domain/errors.js';

/** Both ends belong to it. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Largest value of GraphQL's Int. */
export const MAX_INT = 2_147_483_647;

/** @throws {BadUserInputError} naming the argument, its value and what it may be. */
export function checkRange(field: string, value: number, { min, max }: Range, orElse = ''): void {
  if (value >= min && value <= max) return;
  const allowed = max === MAX_INT ? `${min} or more` : `${min} to ${max}`;
  throw new BadUserInputError(`${field}: ${value} is out of range. It must be ${allowed}${orElse}.`, {
    field,
    value,
    min,
    max,
  });
}
