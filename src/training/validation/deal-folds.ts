/** The row goes to no fold. */
const NO_FOLD = -1;

export interface DealtRows {
  /**
   * By row: a number that depends on the content of the row and the seed alone, so that the same rows in another order
   * get the same folds. Rows of equal content are alike, so it does not matter which of them gets which.
   */
  readonly keys: Float64Array;
  readonly folds: number;
  /** By row; rows of false get {@link NO_FOLD}. */
  readonly isDealt: (row: number) => boolean;
}

/** Each class is spread evenly over the folds, and all folds are of one size, to a row. @param labels by row */
export function dealByClass(rows: DealtRows, labels: readonly string[]): Int16Array {
  const byLabel = new Map<string, number[]>();
  for (const row of dealtRows(rows)) {
    const ofLabel = byLabel.get(labels[row] ?? '');
    if (ofLabel) ofLabel.push(row);
    else byLabel.set(labels[row] ?? '', [row]);
  }
  const classes = [...byLabel].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ofClass]) => ofClass);
  const folds = noFolds(rows);
  let next = 0;
  for (const ofClass of classes) {
    for (const row of ofClass.sort(byKey(rows))) folds[row] = next++ % rows.folds;
  }
  return folds;
}

/**
 * Of each run of neighbours in size, as many as there are folds, one goes to each: every fold has its share of each
 * quantile. @param values by row
 */
export function dealByQuantile(rows: DealtRows, values: Float64Array): Int16Array {
  const byValue = byKey(rows);
  const sorted = dealtRows(rows).sort(
    (a, b) => (values[a] as number) - (values[b] as number) || byValue(a, b),
  );
  const folds = noFolds(rows);
  for (let from = 0; from < sorted.length; from += rows.folds) {
    const neighbours = sorted.slice(from, from + rows.folds).sort(byValue);
    // The last run may be short: beginning elsewhere each time keeps the folds of one size on average.
    neighbours.forEach((row, place) => (folds[row] = (place + from / rows.folds) % rows.folds));
  }
  return folds;
}

/**
 * Rows of one group are in one fold; the largest group goes first, each to the fold with the fewest rows so far.
 * @param groups by row; an empty one is a group of its own
 */
export function dealByGroup(rows: DealtRows, groups: readonly string[]): Int16Array {
  const byGroup = new Map<string, number[]>();
  for (const row of dealtRows(rows)) {
    const group = groups[row] === '' ? `\0${row}` : (groups[row] ?? '');
    const ofGroup = byGroup.get(group);
    if (ofGroup) ofGroup.push(row);
    else byGroup.set(group, [row]);
  }
  const keyOf = (ofGroup: readonly number[]) =>
    ofGroup.reduce((least, row) => Math.min(least, rows.keys[row] as number), Infinity);
  const sorted = [...byGroup.values()]
    .map((ofGroup) => ({ ofGroup, key: keyOf(ofGroup) }))
    .sort((a, b) => b.ofGroup.length - a.ofGroup.length || a.key - b.key);
  const folds = noFolds(rows);
  const sizes = new Array<number>(rows.folds).fill(0);
  for (const { ofGroup } of sorted) {
    const fold = sizes.indexOf(Math.min(...sizes));
    for (const row of ofGroup) folds[row] = fold;
    sizes[fold] = (sizes[fold] ?? 0) + ofGroup.length;
  }
  return folds;
}

const noFolds = ({ keys }: DealtRows) => new Int16Array(keys.length).fill(NO_FOLD);

const byKey =
  ({ keys }: DealtRows) =>
  (a: number, b: number): number =>
    (keys[a] as number) - (keys[b] as number);

const dealtRows = ({ keys, isDealt }: DealtRows): number[] => Array.from(keys.keys()).filter(isDealt);
