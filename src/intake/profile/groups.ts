/** The spellings of one value, taken together. */
export interface Group {
  rows: number;
  /** The commonest spelling, and how often that one occurs. */
  text: string;
  textRows: number;
}

/** @param keyOf null for a text that has no value */
export function groupValues(
  entries: Iterable<{ text: string; rows: number }>,
  keyOf: (entry: { text: string; rows: number }) => string | number | null,
): Group[] {
  const groups = new Map<string | number, Group>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === null) continue;
    const { text, rows } = entry;
    const group = groups.get(key) ?? { rows: 0, text, textRows: 0 };
    group.rows += rows;
    if (rows > group.textRows) [group.text, group.textRows] = [text, rows];
    groups.set(key, group);
  }
  return [...groups.values()];
}
