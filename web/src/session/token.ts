/** Shared with GraphiQL, which is a page of its own. */
const KEY = 'trainyard.token';

/** The API token of this browser: kept in its local storage, for all tabs and over restarts, until one signs out. */
export function readToken(): string | null {
  return localStorage.getItem(KEY);
}

export function keepToken(token: string): void {
  localStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  localStorage.removeItem(KEY);
}

/** Calls back when another tab signs in or out. @returns what ends that. */
export function onTokenChange(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
