import { z } from 'zod';
import { absent, finite, numbers, table } from './wire.js';

type Value = string | number | boolean | readonly (string | number)[];
const scalar = z.union([z.string(), z.number()]);
const value = z.union([scalar, z.boolean(), z.array(scalar)]);

/** What a model was built with, as far as it can be sent back to build another. */
export const Recipe = z
  .object({
    models: z.tuple([
      z.object({
        algo: z.string(),
        parameters: z.array(z.object({ name: z.string(), actual_value: z.unknown() })),
        output: z.object({ model_summary: absent(table), lambda_best: finite, alpha_best: finite }),
      }),
    ]),
  })
  .transform(({ models: [{ algo, parameters, output }] }) => ({
    algo,
    /** Those that are set to text, numbers or lists of them. */
    parameters: new Map(
      parameters.flatMap(({ name, actual_value }): [string, Value][] => {
        const parsed = value.safeParse(actual_value);
        return parsed.success ? [[name, parsed.data]] : [];
      }),
    ),
    /** Rounds that were built before it stopped; null for an algorithm that has none. */
    trees: output.model_summary ? (numbers(output.model_summary, 'number_of_trees')[0] ?? null) : null,
    /** Of a GLM: the penalty that its search found best. */
    lambda: output.lambda_best,
    alpha: output.alpha_best,
  }));
export type Recipe = z.output<typeof Recipe>;
