import { LRUCache } from 'lru-cache';

const MAX_LENGTH = 200;

/** Which content type Apollo gave an answer for which `Accept` header: it parses the header each time. */
export class AnswerTypes {
  readonly #types = new LRUCache<string, string>({ max: 100 });

  /** Undefined: not known, or the header accepts none. */
  find(accept: string | undefined): string | undefined {
    return this.#types.get(accept ?? '');
  }

  keep(accept: string | undefined = '', type: string): void {
    if (accept.length <= MAX_LENGTH) this.#types.set(accept, type);
  }
}
