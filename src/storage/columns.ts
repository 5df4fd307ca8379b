import { z } from 'zod';

/** A JSON column: its text is parsed and checked, so that a damaged row is found here and nowhere later. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

/** A column of epoch milliseconds. */
export const time = z.number().transform((milliseconds) => new Date(milliseconds));
