/** How good predictions are beside the truth; of the rows that have both. */
export type Quality =
  | {
      readonly kind: 'classes';
      readonly rows: number;
      /** Share of right answers, 0 to 1. */
      readonly accuracy: number;
      /** `counts[actual][predicted]`, both in the order of the levels. */
      readonly counts: readonly (readonly number[])[];
    }
  | {
      readonly kind: 'numbers';
      readonly rows: number;
      readonly rmse: number;
      readonly mae: number;
      readonly r2: number;
    };

type Row = Readonly<Record<string, unknown>>;

/** @returns null where no row has both. */
export function judge(
  rows: readonly Row[],
  truth: readonly string[],
  levels: readonly string[] | null,
): Quality | null {
  return levels ? judgeClasses(rows, truth, levels) : judgeNumbers(rows, truth);
}

function judgeClasses(
  rows: readonly Row[],
  truth: readonly string[],
  levels: readonly string[],
): Quality | null {
  const counts = levels.map(() => levels.map(() => 0));
  let judged = 0;
  let right = 0;
  rows.forEach(({ predict }, index) => {
    const actual = levelOf(truth[index] ?? '', levels);
    const predicted = levels.indexOf(String(predict));
    const line = counts[actual];
    if (!line || predicted === -1) return;
    line[predicted] = (line[predicted] ?? 0) + 1;
    judged += 1;
    if (actual === predicted) right += 1;
  });
  return judged === 0 ? null : { kind: 'classes', rows: judged, accuracy: right / judged, counts };
}

/** A label, or a number that is the same as one: `1.0` is the class `1`. */
function levelOf(text: string, levels: readonly string[]): number {
  const exact = levels.indexOf(text);
  if (exact !== -1 || text.trim() === '') return exact;
  const value = Number(text);
  return Number.isNaN(value)
    ? -1
    : levels.findIndex((level) => level.trim() !== '' && Number(level) === value);
}

/** R² is 1 - sum of squared errors / sum of squared deviations from the mean of these rows. */
function judgeNumbers(rows: readonly Row[], truth: readonly string[]): Quality | null {
  const pairs = rows.flatMap(({ predict }, index): [number, number][] => {
    const text = truth[index]?.trim() ?? '';
    const actual = Number(text);
    return text === '' || Number.isNaN(actual) || typeof predict !== 'number' ? [] : [[actual, predict]];
  });
  if (pairs.length === 0) return null;
  const mean = pairs.reduce((sum, [actual]) => sum + actual, 0) / pairs.length;
  let squared = 0;
  let absolute = 0;
  let spread = 0;
  for (const [actual, predicted] of pairs) {
    squared += (actual - predicted) ** 2;
    absolute += Math.abs(actual - predicted);
    spread += (actual - mean) ** 2;
  }
  return {
    kind: 'numbers',
    rows: pairs.length,
    rmse: Math.sqrt(squared / pairs.length),
    mae: absolute / pairs.length,
    r2: 1 - squared / spread,
  };
}
