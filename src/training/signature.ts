import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { FrameSummary } from '../h2o/client/wire-automl.js';
import type { Model } from '../h2o/client/wire-model.js';

/**
 * What the model wants to be given. Columns that it does not know are left out: H2O drops those that are constant or
 * empty.
 */
export function signatureOf(model: Model, sample: TrainingSample, frame: FrameSummary): ModelSignature {
  const features = new Set(model.names.slice(0, -1));
  const statistics = new Map(frame.columns.map((column) => [column.name, column]));
  const columns = sample.columns
    .filter(({ name }) => features.has(name) && name !== sample.target)
    .map(({ name, type }): SignatureColumn => {
      const column = statistics.get(name);
      return type === 'CATEGORICAL'
        ? {
            name,
            type,
            levels: column?.levels ?? [],
            min: null,
            max: null,
            typical: column?.commonest ?? null,
          }
        : {
            name,
            type,
            levels: null,
            min: column?.min ?? null,
            max: column?.max ?? null,
            typical: column?.mean ?? null,
          };
    });
  return {
    problemType: sample.problemType,
    response: { name: sample.target, levels: model.domains[model.names.length - 1] ?? null },
    columns,
  };
}
