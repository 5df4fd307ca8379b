const KEY = 'trainyard.token';

/** The API token of this tab; gone when the tab is closed. */
export function readToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}
