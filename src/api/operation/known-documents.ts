import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of the texts that are kept. */
const MAX_CHARACTERS = 1024 * 1024;

/** Documents that were parsed and found valid, by their text: thousands of clients ask the same few questions. */
export class KnownDocuments {
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, text) => 1 + text.length,
  });

  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  /** @param document valid for the schema of the service */
  keep(text: string, document: DocumentNode): void {
    if (this.#documents.peek(text) !== document) this.#documents.set(text, document);
  }
}
