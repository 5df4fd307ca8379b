import type { SampleColumn } from '../domain/training-sample.js';
import type { Model } from '../h2o/client/wire-model.js';
import { isBearableName } from '../h2o/client/column-names.js';

/**
 * What the columns of a sample are called in the engine: as their owner calls them, so that a MOJO stays readable, save
 * for names that H2O does not bear, which become `column_<place>`. The same for each attempt at a task.
 */
export class EngineNames {
  /** The column that says which fold a row is in. It is no feature, and no saved model asks for it. */
  readonly fold: string;
  readonly #toEngine: ReadonlyMap<string, string>;
  readonly #toOwner: ReadonlyMap<string, string>;

  constructor(columns: readonly Pick<SampleColumn, 'name'>[]) {
    const taken = new Set(columns.map(({ name }) => name));
    const names = columns.map(({ name }, index): [string, string] => [
      name,
      isBearableName(name) ? name : neutralName(index, taken),
    ]);
    this.#toEngine = new Map(names);
    this.#toOwner = new Map(names.map(([owner, engine]) => [engine, owner]));
    this.fold = freeName('fold', this.#toOwner);
  }

  /** @throws {RangeError} for a column that the sample does not have */
  inEngine(name: string): string {
    return lookUp(this.#toEngine, name);
  }

  /** @throws {RangeError} for a column that was never sent to the engine */
  ofOwner(engineName: string): string {
    return lookUp(this.#toOwner, engineName);
  }
}

/**
 * A model's features, by their owner's names. H2O lists the fold of a row, and then the response, after them.
 * @throws {RangeError} for a column that was never sent to the engine
 */
export function featuresOf(model: Pick<Model, 'names'>, names: EngineNames): string[] {
  return model.names
    .slice(0, -1)
    .filter((name) => name !== names.fold)
    .map((name) => names.ofOwner(name));
}

function neutralName(index: number, taken: ReadonlySet<string>): string {
  return freeName(`column_${index + 1}`, taken);
}

function freeName(wanted: string, taken: { has: (name: string) => boolean }): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  return name;
}

function lookUp(names: ReadonlyMap<string, string>, name: string): string {
  const found = names.get(name);
  if (found === undefined) throw new RangeError(`There is no column ${JSON.stringify(name)} in the sample.`);
  return found;
}
