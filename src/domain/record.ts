import { z } from 'zod';

/**
 * The schema of a record that is stored: as a row, as a file, or by another version of this service. Fields it does not
 * know pass through unharmed. The type says nothing of them: with zod's own type of a loose object every misspelt field
 * would compile.
 */
export const record = <Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> => z.looseObject(shape);

/** An array that nobody changes. */
export const list = <Item extends z.ZodType>(item: Item): z.ZodReadonly<z.ZodArray<Item>> =>
  z.array(item).readonly();
