/** More do not fit beside each other. */
export const MOST_COMPARED = 5;

export function compareAddress(ids: readonly string[]): string {
  return `/compare?${new URLSearchParams(ids.map((id): [string, string] => ['task', id])).toString()}`;
}

export function readCompared(query: URLSearchParams): readonly string[] {
  return [...new Set(query.getAll('task'))].slice(0, MOST_COMPARED);
}
