import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { checkRange } from '../../jobs/ranges.js';

const STANDARD_PAGE_SIZE = 20;
const PAGE_SIZES = { min: 1, max: 100 };

/** The page of a connection that a client asks for (Relay). */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: STANDARD_PAGE_SIZE,
    description: 'Entries on the page, 1 to 100.',
  })
  first!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last entry of the page before.',
  })
  after!: string | null;
}

/** @throws {BadUserInputError} for a size out of range */
export function pageSize({ first }: Pick<PageArgs, 'first'>): number {
  const size = first ?? STANDARD_PAGE_SIZE;
  checkRange('first', size, PAGE_SIZES);
  return size;
}

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

interface Edge<Node> {
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
