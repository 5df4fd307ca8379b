const LONGEST_ECHO = 100;
const MOST_NAMES = 10;

/** A user's text for a message, in quotes; a long one is cut, so that no message grows with what came in. */
export function echo(text: string): string {
  return JSON.stringify(shorten(text));
}

/** At most `length` characters, with `…` for the last where some are left out. */
export function shorten(text: string, length = LONGEST_ECHO): string {
  if (text.length <= length) return text;
  // Through a buffer: a slice would keep all of the text alive.
  return `${Buffer.from(text.slice(0, length - 1)).toString()}…`;
}

/** Some names for a message, in quotes, and how many more there are. */
export function echoAll(names: readonly string[], most = MOST_NAMES): string {
  const shown = names.slice(0, most).map(echo).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
