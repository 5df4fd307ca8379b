import { z } from 'zod';
import { record } from './record.js';

/** The smallest and the largest number, or epoch milliseconds, of a column. */
export const ValueRange = record({ min: z.number(), max: z.number() });
export type ValueRange = Readonly<z.output<typeof ValueRange>>;
