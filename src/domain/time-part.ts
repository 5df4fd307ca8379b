import { z } from 'zod';
import { record } from './record.js';

/** Of a point in time, what a derived feature holds. */
export const TIME_PARTS = ['year', 'month', 'weekday', 'day', 'hour'] as const;
export const TimePart = z.enum(TIME_PARTS);
export type TimePart = z.output<typeof TimePart>;

/** A feature that is no column of the file: a part of the time in column `from`. */
export const DerivedPart = record({ from: z.string(), part: TimePart });
export type DerivedPart = Readonly<z.output<typeof DerivedPart>>;
