import type { TaskSort, TaskStatus } from '../../gql/graphql.js';
import { STATUS_NAMES } from '../../format/names.js';

/** Which tasks are listed, and in which order; null: all. */
export interface ListFilter {
  readonly status: TaskStatus | null;
  readonly search: string;
  readonly tag: string | null;
  readonly target: string | null;
  readonly sort: TaskSort;
}

export const SORT_NAMES: Readonly<Partial<Record<TaskSort, string>>> = {
  NEWEST: 'Newest',
  NAME: 'Name',
  TARGET: 'Target',
  ROWS: 'Rows',
  SKILL: 'Skill',
  DURATION: 'Duration',
};

export const STATUSES = Object.keys(STATUS_NAMES) as TaskStatus[];
export const SORTS = Object.keys(SORT_NAMES) as TaskSort[];

/** The filter in the query of an address; what makes no sense is left out. */
export function readFilter(query: URLSearchParams): ListFilter {
  const sort = query.get('sort')?.toUpperCase();
  return {
    status: STATUSES.find((known) => known === query.get('status')) ?? null,
    search: query.get('search') ?? '',
    tag: query.get('tag'),
    target: query.get('target'),
    sort: SORTS.find((known) => known === sort) ?? 'NEWEST',
  };
}

/** The query that {@link readFilter} reads the same filter from. */
export function writeFilter({ status, search, tag, target, sort }: ListFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (status !== null) query.set('status', status);
  if (search.trim() !== '') query.set('search', search);
  if (tag !== null) query.set('tag', tag);
  if (target !== null) query.set('target', target);
  if (sort !== 'NEWEST') query.set('sort', sort.toLowerCase());
  return query;
}

/** Where the list shows the tasks with a tag, or of a target. */
export function listAddress(filter: Partial<ListFilter>): string {
  const whole = { status: null, search: '', tag: null, target: null, sort: 'NEWEST', ...filter } as const;
  return `/tasks?${writeFilter(whole).toString()}`;
}
