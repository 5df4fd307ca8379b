import type { ColumnFormat } from '../domain/column-format.js';
import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import type { SampleColumn, TrainingSample } from '../domain/training-sample.js';
import type { FrameColumn, FrameSummary } from '../h2o/client/wire-automl.js';
import type { Model } from '../h2o/client/wire-model.js';
import { featuresOf, type EngineNames } from './engine-names.js';

/**
 * What the model wants to be given. Columns that it does not know are left out: H2O drops those that are constant or
 * empty.
 * @throws {RangeError} for a column of the model that is not of the sample: such a model would answer every row alike
 */
export function signatureOf(
  model: Model,
  sample: TrainingSample,
  frame: FrameSummary,
  names: EngineNames,
): ModelSignature {
  const features = new Set(featuresOf(model, names));
  const statistics = new Map(frame.columns.map((column) => [column.name, column]));
  const columns = sample.columns
    .filter(({ name, auxiliary }) => features.has(name) && name !== sample.target && auxiliary !== true)
    .map((column) => {
      const engineName = names.inEngine(column.name);
      return signatureColumn(column, engineName, statistics.get(engineName));
    });
  return {
    problemType: sample.problemType,
    response: { name: sample.target, levels: model.domains[model.names.length - 1] ?? null },
    columns,
  };
}

function signatureColumn(
  { name, type, format, derived, range }: SampleColumn,
  engineName: string,
  statistics: FrameColumn | undefined,
): SignatureColumn {
  const named = {
    name,
    ...(engineName === name ? {} : { engineName }),
    type,
    ...(derived ? { derived } : {}),
    ...readingOf(format),
  };
  return type === 'CATEGORICAL'
    ? {
        ...named,
        levels: statistics?.levels ?? [],
        ...(statistics?.levelRows && { levelRows: statistics.levelRows }),
        min: null,
        max: null,
        typical: statistics?.commonest ?? null,
      }
    : {
        ...named,
        levels: null,
        min: statistics?.min ?? null,
        max: statistics?.max ?? null,
        ...(range ? { range } : {}),
        typical: statistics?.mean ?? null,
      };
}

/** How the cells are read, and what of it stands in forms. */
function readingOf(
  format: ColumnFormat | undefined,
): Pick<SignatureColumn, 'format' | 'unit' | 'timeFormat'> {
  if (format === undefined) return {};
  if (format.kind === 'time') return { format, timeFormat: format.pattern };
  return format.kind === 'number' && format.unit !== null ? { format, unit: format.unit } : { format };
}
