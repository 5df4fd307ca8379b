import type { ErrorDetails } from '../../domain/errors.js';

/** Of a message: what a client sent is repeated as far as it helps to find the place. */
const MAX_TEXT = 2000;
/** Of a list beside a message, such as columns that do not exist. */
const MAX_ENTRIES = 100;

/** The text, cut in the middle where it is long: a message says first what is wrong, and last what to do. */
export function abridge(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const head = text.slice(0, (MAX_TEXT * 3) / 4);
  const tail = text.slice(-MAX_TEXT / 4);
  return `${head} […${text.length - MAX_TEXT} characters…] ${tail}`;
}

/** The same for each text of an error's details, and for the number of entries of its lists. */
export function abridgeAll(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, abridgeValue(value)]));
}

function abridgeValue(value: unknown): unknown {
  if (typeof value === 'string') return abridge(value);
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map(abridgeValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, abridgeValue(inner)]));
}
