import type { ModelSignature, SignatureColumn } from '../../domain/manifest.js';
import type { ParseRequest } from '../../h2o/client/client.js';
import { formatNumber } from '../../csv/cells/cells.js';
import { quoted } from '../../csv/records/csv-line.js';
import type { EncodedRows } from '../scorer.js';

export interface EngineTable {
  /** CSV without a header; its first row is none of those asked for. */
  readonly csv: Buffer;
  readonly columns: ParseRequest['columns'];
}

/**
 * Writes rows as the engine reads them, below one that is made up: a column without a single value would have no type,
 * and some of what H2O does with a frame fails then. A time goes as the number it is: the engine's own reading of times
 * is left out. The engine skips empty lines, which a model of one column could give: a last column, which no model has,
 * stands against it.
 */
export function writeRows(signature: ModelSignature, rows: EncodedRows): EngineTable {
  const writers = signature.columns.map(cellWriter);
  let csv = `${writers.map((write) => `${write(0)},`).join('')}0\n`;
  for (let row = 0; row < rows.count; row++) {
    for (const [index, write] of writers.entries()) csv += `${write(rows.columns[index]?.[row] ?? NaN)},`;
    csv += '0\n';
  }
  const columns = signature.columns.map(({ name, engineName, type }) => ({
    name: engineName ?? name,
    type: type === 'CATEGORICAL' ? type : ('NUMERIC' as const),
  }));
  return { csv: Buffer.from(csv), columns: [...columns, { name: fillerName(signature), type: 'NUMERIC' }] };
}

function cellWriter({ levels }: SignatureColumn): (value: number) => string {
  if (levels === null) return (value) => (Number.isNaN(value) ? '' : formatNumber(value));
  const texts = levels.map(quoted);
  return (value) => texts[value] ?? '';
}

function fillerName({ columns, response }: ModelSignature): string {
  const taken = new Set([response.name, ...columns.map(({ name, engineName }) => engineName ?? name)]);
  let name = 'filler';
  while (taken.has(name)) name += '_';
  return name;
}
