import type { MojoFiles } from '../container/archive.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import type { RowScorer } from '../model/scorer.js';

/** A model inside of the ensemble. */
export interface NestedModel {
  readonly header: ModelHeader;
  readonly scorer: RowScorer;
}

/** Reads the model in a folder of the file that has the name `key` in the engine. */
type Load = (files: MojoFiles, key: string) => NestedModel;

interface BaseModel {
  readonly scorer: RowScorer;
  /** Where the ensemble has the columns of this model. */
  readonly columns: Int32Array;
  readonly row: Float64Array;
  readonly out: Float64Array;
  /** Index of its first input to the metalearner. */
  readonly input: number;
}

/**
 * A model of models: what the base models say is the row of the metalearner, whose prediction counts.
 *
 * Source: StackedEnsembleMojoModel of h2o-genmodel.
 */
export class StackedEnsembleScorer implements RowScorer {
  readonly #base: readonly BaseModel[];
  readonly #metalearner: RowScorer;
  /** The row of the metalearner; stays 0 where a base model has no weight and was left out of the file. */
  readonly #input: Float64Array;
  readonly #logit: boolean;
  /** Inputs to the metalearner by each base model: its probability of the second class, or of each, or its value. */
  readonly #width: number;

  /** @param load reads the model in a folder of the file. */
  constructor(header: ModelHeader, files: MojoFiles, load: Load) {
    const { info } = header;
    const classes = header.response.labels?.length ?? 1;
    const models = readSubmodels(header, files, load);
    const metalearner = models(info.text('metalearner'));
    const count = info.count('base_models_num');
    this.#width = classes > 2 ? classes : 1;
    if (metalearner.header.features.length !== count * this.#width) {
      throw new InvalidMojoError('The metalearner has not one input for each base model.');
    }
    assertSameLabels(header, metalearner.header);
    this.#metalearner = metalearner.scorer;
    this.#input = new Float64Array(count * this.#width);
    this.#logit = readTransform(info.find('metalearner_transform') ?? 'NONE') && classes > 1;
    this.#base = Array.from({ length: count }, (_, index) => index).flatMap((index) => {
      const key = info.find(`base_model${index}`);
      return key === undefined ? [] : [bind(header, models(key), index * this.#width, classes)];
    });
  }

  get bytes(): number {
    return this.#base.reduce((sum, base) => sum + base.scorer.bytes, this.#metalearner.bytes);
  }

  score(row: Float64Array, out: Float64Array): number {
    for (const base of this.#base) this.#scoreBase(base, row);
    return this.#metalearner.score(this.#input, out);
  }

  #scoreBase(base: BaseModel, row: Float64Array): void {
    const { columns, out } = base;
    for (let j = 0; j < columns.length; j++) base.row[j] = row[columns[j] as number] as number;
    base.scorer.score(base.row, out);
    const first = out.length === 2 ? 1 : 0;
    for (let k = 0; k < this.#width; k++) {
      const value = out[first + k] as number;
      this.#input[base.input + k] = this.#logit ? logit(value) : value;
    }
  }
}

const CERTAIN = 1 - 1e-9;
const IMPOSSIBLE = 1e-9;
const LEAST_LOGIT = -19;

function logit(probability: number): number {
  const p = Math.min(CERTAIN, Math.max(probability, IMPOSSIBLE));
  return Math.max(LEAST_LOGIT, Math.log(p / (1 - p)));
}

function readTransform(transform: string): boolean {
  if (transform !== 'NONE' && transform !== 'Logit') {
    throw new UnsupportedMojoError(`A StackedEnsemble with the transform ${transform} is not scored.`);
  }
  return transform === 'Logit';
}

/** Loads each nested model once. */
function readSubmodels(header: ModelHeader, files: MojoFiles, load: Load): (key: string) => NestedModel {
  const { info } = header;
  const models = new Map<string, NestedModel>();
  const folders = new Set<string>();
  for (let i = 0; info.find(`submodel_key_${i}`) !== undefined; i++) {
    const folder = info.text(`submodel_dir_${i}`);
    if (folders.has(folder)) throw new InvalidMojoError(`The ensemble names the folder ${folder} twice.`);
    folders.add(folder);
    const key = info.text(`submodel_key_${i}`);
    models.set(key, load(files.nested(folder), key));
  }
  return (key) => {
    const model = models.get(key);
    if (model === undefined) throw new InvalidMojoError(`The ensemble has no model ${key}.`);
    return model;
  };
}

function bind(header: ModelHeader, model: NestedModel, input: number, classes: number): BaseModel {
  assertSameLabels(header, model.header);
  const { features } = model.header;
  const columns = Int32Array.from(features, (feature) => {
    const column = header.features.findIndex((own) => own.name === feature.name);
    const own = header.features[column];
    if (own === undefined || !sameLevels(own.levels, feature.levels)) {
      throw new InvalidMojoError(
        `A base model reads the column ${feature.name} otherwise than the ensemble.`,
      );
    }
    return column;
  });
  return {
    input,
    columns,
    scorer: model.scorer,
    row: new Float64Array(columns.length),
    out: new Float64Array(classes),
  };
}

function assertSameLabels(header: ModelHeader, nested: ModelHeader): void {
  if (!sameLevels(header.response.labels, nested.response.labels)) {
    throw new InvalidMojoError('A nested model of the ensemble predicts other labels.');
  }
}

function sameLevels(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((level, index) => level === b[index]);
}
