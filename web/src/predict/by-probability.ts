export interface ClassShare {
  readonly level: string;
  /** Probability, 0 to 1. */
  readonly share: number;
}

/** The classes of a prediction, the most likely first; of equals, in the order of the levels. */
export function byProbability(
  levels: readonly string[],
  row: Readonly<Record<string, unknown>>,
): readonly ClassShare[] {
  return levels.map((level) => ({ level, share: Number(row[level] ?? 0) })).sort((a, b) => b.share - a.share);
}
