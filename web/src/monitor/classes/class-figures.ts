export interface Matrix {
  readonly labels: readonly string[];
  /** `counts[actual][predicted]`. */
  readonly counts: readonly (readonly number[])[];
}

export interface ClassFigures {
  readonly label: string;
  /** Rows that are of the class. */
  readonly rows: number;
  /** Share of them that are found; null without any. */
  readonly recall: number | null;
  /** Share of the rows called so that are so; null where none is called so. */
  readonly precision: number | null;
}

/** Each class's recall and precision, the one found least first. */
export function classFigures({ labels, counts }: Matrix): readonly ClassFigures[] {
  const figures = labels.map((label, at): ClassFigures => {
    const right = counts[at]?.[at] ?? 0;
    const rows = sum(counts[at] ?? []);
    const called = sum(counts.map((row) => row[at] ?? 0));
    return {
      label,
      rows,
      recall: rows === 0 ? null : right / rows,
      precision: called === 0 ? null : right / called,
    };
  });
  return figures.sort((a, b) => (a.recall ?? 2) - (b.recall ?? 2) || b.rows - a.rows);
}

export interface Confusion {
  readonly actual: string;
  readonly predicted: string;
  readonly rows: number;
  /** Of the rows of the actual class. */
  readonly share: number;
}

/** Which classes are taken for which, the most rows first. */
export function confusions({ labels, counts }: Matrix): readonly Confusion[] {
  return counts
    .flatMap((row, actual) =>
      row.flatMap((rows, predicted): Confusion[] =>
        actual === predicted || rows === 0
          ? []
          : [
              {
                actual: labels[actual] ?? '',
                predicted: labels[predicted] ?? '',
                rows,
                share: rows / sum(row),
              },
            ],
      ),
    )
    .sort((a, b) => b.rows - a.rows);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
