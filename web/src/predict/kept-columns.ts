type Row = Readonly<Record<string, unknown>>;

export interface KeptColumns {
  /** Names the rows: the first column of unlike values that the model does not use; null without. */
  readonly identifier: string | null;
  /** All others. */
  readonly others: readonly string[];
}

/**
 * The columns of the input in the rows of an answer.
 * @param results what the columns of the prediction are called
 * @param used columns of the model and its target, none of which names rows
 */
export function keptColumns(
  rows: readonly Row[],
  results: readonly string[],
  used: readonly string[],
): KeptColumns {
  const kept = Object.keys(rows[0] ?? {}).filter((name) => !results.includes(name));
  const identifier = kept.find((name) => !used.includes(name) && isUnique(rows, name)) ?? null;
  return { identifier, others: kept.filter((name) => name !== identifier) };
}

function isUnique(rows: readonly Row[], name: string): boolean {
  return rows.length > 1 && new Set(rows.map((row) => row[name])).size === rows.length;
}

/** What the columns of a prediction are called: as the service calls them. */
export function resultNames(levels: readonly string[] | null, hasInterval: boolean): readonly string[] {
  if (!levels) return hasInterval ? ['predict', 'low', 'high'] : ['predict'];
  let substitute = 'predict (probability)';
  while (levels.includes(substitute)) substitute += '_';
  return ['predict', ...levels.map((level) => (level === 'predict' ? substitute : level))];
}
