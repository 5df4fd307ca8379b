import { BadUserInputError } from '../domain/errors.js';
import type { Description } from '../tasks/task-service.js';

const MAX_NAME = 200;
const MAX_NOTE = 10_000;
const MAX_TAGS = 20;
const MAX_TAG = 50;

/** As a client sends it: absent stays as it is, null removes. */
export interface RequestedDescription {
  readonly name?: string | null;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
}

/**
 * Without blanks around it; an empty text is none.
 * @throws {BadUserInputError} where a text is too long, or there are too many tags
 */
export function readDescription({ name, note, tags }: RequestedDescription): Partial<Description> {
  const wanted = tags && [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  if (wanted && wanted.length > MAX_TAGS) refuse('tags', `a task has at most ${MAX_TAGS} tags`);
  if (wanted?.some((tag) => tag.length > MAX_TAG)) refuse('tags', `a tag has at most ${MAX_TAG} characters`);
  return {
    ...(name !== undefined && { name: checked('name', name, MAX_NAME) }),
    ...(note !== undefined && { note: checked('note', note, MAX_NOTE) }),
    ...(tags !== undefined && { tags: wanted ?? [] }),
  };
}

function checked(field: string, text: string | null, max: number): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed.length > max) refuse(field, `it has ${trimmed.length} characters, and ${max} are the most`);
  return trimmed === '' ? null : trimmed;
}

function refuse(field: string, why: string): never {
  throw new BadUserInputError(`${field}: ${why}.`, { field });
}
