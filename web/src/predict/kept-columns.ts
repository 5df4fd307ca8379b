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

/**
 * By wanted name, what the rows of an answer call the column of the input that the service took for it: the same name,
 * the same with ` (input)` where a result has that name, or one that differs in case, spaces and punctuation only.
 * @param names of the rows, results among them
 */
export function inputNames(
  names: readonly string[],
  wanted: readonly string[],
  results: readonly string[],
): ReadonlyMap<string, string> {
  const inputs = new Set(names.filter((name) => !results.includes(name)));
  const asIs = (name: string) => (results.includes(name) ? `${name} (input)` : name);
  const found = new Map(wanted.filter((name) => inputs.has(asIs(name))).map((name) => [name, asIs(name)]));
  const taken = new Set(found.values());
  const open = wanted.filter((name) => !found.has(name));
  for (const name of open) {
    const alike = (other: string) => keyOf(other) === keyOf(name);
    const candidates = [...inputs].filter((input) => !taken.has(input) && alike(input));
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1 && wanted.filter(alike).length === 1)
      found.set(name, only);
  }
  return found;
}

const keyOf = (name: string) => name.toLowerCase().replace(/[\s_.-]+/g, '');

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
