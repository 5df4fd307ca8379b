import type { ContributionUnit } from '../../prediction/scorer.js';
import { enumType } from './enum-type.js';

export const ContributionUnitEnum = enumType<ContributionUnit>(
  'ContributionUnit',
  'The scale on which bias and contributions add up to the raw score of a row.',
  {
    LOG_ODDS: 'ln(p / (1 - p)) of a class; of several classes up to what all of them share.',
    PROBABILITY: 'The probability of a class.',
    VALUE: 'The value that is predicted.',
    LOG_VALUE: 'The natural logarithm of the value.',
  },
);
