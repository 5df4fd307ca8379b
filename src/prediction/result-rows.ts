import type { ModelSignature } from '../domain/manifest.js';
import type { JsonRow } from './prediction-service.js';
import { contributionNames, resultNames } from './result-names.js';
import type { RowContributions, Scores } from './scorer.js';

/** Shapes scores for people: as JSON rows, and as lines of CSV with the same columns. */
export class ResultRows {
  readonly names: readonly string[];
  readonly #levels: readonly string[] | null;
  readonly #labelTexts: readonly string[];

  constructor(response: ModelSignature['response']) {
    this.names = resultNames(response);
    this.#levels = response.levels;
    this.#labelTexts = (response.levels ?? []).map(quoted);
  }

  json(scores: Scores, row: number): JsonRow {
    return Object.fromEntries(this.names.map((name, index) => [name, this.#cell(scores, row, index)]));
  }

  /** @param top how many contributions {@link csv} is given for a row; 0: none */
  csvHeader(top = 0): string {
    const names = top > 0 ? [...this.names, ...contributionNames(top, this.names)] : this.names;
    return `${names.map(quoted).join(',')}\n`;
  }

  /** @param explained the contributions of each row, `top` of them or fewer, for which columns are left empty */
  csv(scores: Scores, explained: readonly RowContributions[] | null = null, top = 0): string {
    const { count, labels, values } = scores;
    let text = '';
    for (let row = 0; row < count; row++) {
      if (labels) text += this.#labelTexts[labels[row] as number] ?? '';
      for (let index = 0; index < values.length; index++) {
        const value = (values[index] as Float64Array)[row] as number;
        if (labels || index > 0) text += ',';
        if (!Number.isNaN(value)) text += String(value);
      }
      if (explained) text += contributionsText(explained[row], top);
      text += '\n';
    }
    return text;
  }

  /** null where the model makes no prediction. */
  #cell(scores: Scores, row: number, index: number): string | number | null {
    if (index === 0 && this.#levels !== null) return this.#levels[scores.labels?.[row] ?? -1] ?? null;
    const value = scores.values[this.#levels === null ? 0 : index - 1]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  }
}

function contributionsText(row: RowContributions | undefined, top: number): string {
  let text = '';
  for (let index = 0; index < top; index++) {
    const entry = row?.columns[index];
    text += entry
      ? `,${quoted(entry.column)},${cellText(entry.value)},${cellText(entry.contribution)}`
      : ',,,';
  }
  return `${text},${cellText(row?.bias ?? null)}`;
}

const cellText = (cell: string | number | null) =>
  typeof cell === 'string' ? quoted(cell) : String(cell ?? '');

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
