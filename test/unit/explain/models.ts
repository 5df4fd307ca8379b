import type { ExplainedColumn, ModelRows, ScoreRows } from '../../../src/explain/model.js';

/** A model that is a function of a row: the probabilities of the classes, or a value. */
export function modelOf(predict: (row: number[]) => number | number[]): ScoreRows {
  return ({ count, columns }) => {
    const outputs = Array.from({ length: count }, (_, row) =>
      [predict(columns.map((column) => column[row]!))].flat(),
    );
    return { values: (outputs[0] ?? []).map((_, k) => Float64Array.from(outputs, (output) => output[k]!)) };
  };
}

export function rowsOf(...columns: number[][]): ModelRows {
  return { count: columns[0]!.length, columns: columns.map((column) => Float64Array.from(column)) };
}

export function numeric(name: string, ...features: number[]): ExplainedColumn {
  return { name, type: 'NUMERIC', features, levels: null };
}

export function categorical(name: string, feature: number, levels: string[]): ExplainedColumn {
  return { name, type: 'CATEGORICAL', features: [feature], levels };
}
