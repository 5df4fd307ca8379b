import type { MojoFiles } from '../container/archive.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';

/** Those that leave a column one column; the models undo them themselves. */
const UNDERSTOOD = new Set(['AUTO', 'Enum', 'OneHotInternal', 'SortByResponse']);

const DETAILS = 'experimental/modelDetails.json';

/**
 * GBM, DRF and DeepLearning keep their encoding of categoricals in model.ini (`null`: EnumLimited). XGBoost does
 * not, and would score encoded columns as if they were not: its parameters tell, as H2O's REST interface shows them.
 *
 * @throws {UnsupportedMojoError} if categoricals are to be encoded in a way that is not scored.
 */
export function assertEncoding(header: ModelHeader, files: MojoFiles): void {
  const encoding = header.info.has('_genmodel_encoding')
    ? (header.info.find('_genmodel_encoding') ?? 'EnumLimited')
    : encodingOfParameters(files);
  if (UNDERSTOOD.has(encoding)) return;
  throw new UnsupportedMojoError(
    `A ${header.algorithm} model with the categorical encoding ${encoding} is not scored.`,
  );
}

function encodingOfParameters(files: MojoFiles): string {
  const text = files.find(DETAILS)?.toString('utf8');
  if (text === undefined) return 'AUTO';
  const parameters = property(parse(text), 'parameters');
  const encoding = (Array.isArray(parameters) ? parameters : []).find(
    (parameter: unknown) => property(parameter, 'name') === 'categorical_encoding',
  ) as unknown;
  const value = property(encoding, 'actual_value');
  return typeof value === 'string' ? value : 'AUTO';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidMojoError(`${DETAILS} is no JSON.`, { cause: error });
  }
}
