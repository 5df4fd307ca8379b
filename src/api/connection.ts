import { Field, ObjectType } from 'type-graphql';
import { BadUserInputError } from '../errors.js';

export const STANDARD_PAGE_SIZE = 20;
export const PAGE_SIZES = { min: 1, max: 100 };

@ObjectType({ description: 'Where a page lies in its connection (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True where older entries follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True where the page was asked for with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor of the last entry, to be passed as `after` for the next page; null for an empty page.',
  })
  endCursor!: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: Readonly<PageInfo>;
  readonly totalCount: number;
}

/** What a page of nodes says of itself, before it is shaped for Relay. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/**
 * Cursors of one kind of node. A cursor holds a key that the node keeps for life, never an offset: entries that
 * arrive at the top shift no page.
 */
export class Cursors {
  readonly #prefix: string;
  readonly #keyPattern: RegExp;

  /** `keyPattern` is what a key must match, so that a made-up cursor is told apart. */
  constructor(kind: string, keyPattern: RegExp) {
    this.#prefix = `${kind}:`;
    this.#keyPattern = keyPattern;
  }

  encode(key: string | number): string {
    return Buffer.from(`${this.#prefix}${key}`).toString('base64url');
  }

  /** @throws {BadUserInputError} on anything that {@link encode} did not make. */
  decode(cursor: string): string {
    const text = Buffer.from(cursor, 'base64url').toString();
    const key = text.slice(this.#prefix.length);
    if (!text.startsWith(this.#prefix) || !this.#keyPattern.test(key) || this.encode(key) !== cursor) {
      throw new BadUserInputError(
        `after: ${JSON.stringify(cursor.slice(0, 100))} is no cursor of this connection. Pass an \`endCursor\` as it came.`,
        { field: 'after' },
      );
    }
    return key;
  }
}

export function connectionOf<Node>(
  page: Page<Node>,
  cursorOf: (node: Node) => string,
  after: string | null | undefined,
): Connection<Node> {
  const edges = page.nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}
