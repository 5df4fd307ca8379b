import type { SampleColumn } from '../domain/training-sample.js';
import { isBearableName } from '../h2o/client/column-names.js';

/**
 * What the columns of a sample are called in the engine: as their owner calls them, so that a MOJO stays readable, save
 * for names that H2O does not bear, which become `column_<place>`. The same for each attempt at a task.
 */
export class EngineNames {
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

function neutralName(index: number, taken: ReadonlySet<string>): string {
  let name = `column_${index + 1}`;
  while (taken.has(name)) name += '_';
  return name;
}

function lookUp(names: ReadonlyMap<string, string>, name: string): string {
  const found = names.get(name);
  if (found === undefined) throw new RangeError(`There is no column ${JSON.stringify(name)} in the sample.`);
  return found;
}
