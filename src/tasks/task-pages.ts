import type { Statement } from 'libsql';
import { numberOf, type Database } from '../storage/database.js';
import type { PageRequest, SortKey, TaskSort } from './task-service.js';

const MATCHES = `(:statuses IS NULL OR t.status IN (SELECT value FROM json_each(:statuses)))
  AND (:dataset IS NULL OR t.dataset_id = :dataset)
  AND (:tag IS NULL OR CASE WHEN json_valid(t.tags) THEN :tag IN (SELECT value FROM json_each(t.tags)) ELSE 0 END)
  AND (:target IS NULL OR CASE WHEN json_valid(t.sample) THEN json_extract(t.sample, '$.target') = :target ELSE 0 END)
  AND (:search IS NULL OR instr(t.search_text, :search) > 0)`;

/** Below every value that a task could have. */
const NOTHING = '-1e300';

const ofSample = (field: string, missing: string) =>
  `CASE WHEN json_valid(t.sample) THEN coalesce(json_extract(t.sample, '$.${field}'), ${missing}) ELSE ${missing} END`;

const lossRatio = (loss: string) =>
  `json_extract(t.leaderboard, '$[0].metrics.${loss}') / json_extract(t.baseline, '$.${loss}')`;

/** What tasks are sorted by: an expression that is never null, ascending or not. Equal ones: newest first. */
const SORTS: Readonly<Record<Exclude<TaskSort, 'NEWEST'>, { key: string; isAscending: boolean }>> = {
  QUEUE: {
    key: `CASE t.status WHEN 'IN_PROGRESS' THEN t.queue_seq WHEN 'WAITING' THEN 1e12 + t.queue_seq ELSE 1e15 END`,
    isAscending: true,
  },
  NAME: { key: 'lower(coalesce(t.name, t.file_name))', isAscending: true },
  TARGET: { key: `lower(${ofSample('target', "''")})`, isAscending: true },
  ROWS: { key: ofSample('rowsUsed', '0'), isAscending: false },
  SKILL: {
    key: `coalesce(CASE WHEN json_valid(t.leaderboard) AND json_valid(t.baseline) AND json_valid(t.sample) THEN
      CASE json_extract(t.sample, '$.problemType') WHEN 'REGRESSION' THEN 1 - ${lossRatio('mse')}
      ELSE 1 - ${lossRatio('logloss')} END END, ${NOTHING})`,
    isAscending: false,
  },
  DURATION: { key: `coalesce(t.finished_at - t.started_at, ${NOTHING})`, isAscending: false },
};

interface Page {
  /** `key` is what the task is sorted by; null where that is its age. */
  readonly places: readonly { readonly id: string; readonly key: SortKey }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** Which tasks are on a page. */
export class TaskPages {
  readonly #database: Database;
  readonly #count: Statement;
  readonly #countAll: Statement;
  readonly #pages = new Map<TaskSort, Statement>();

  constructor(database: Database) {
    this.#database = database;
    this.#count = database.sql.prepare(`SELECT count(*) AS n FROM tasks t WHERE ${MATCHES}`);
    this.#countAll = database.sql.prepare('SELECT count(*) AS n FROM tasks');
  }

  read({ first, after, filter, sort = 'NEWEST' }: PageRequest): Page {
    const matching = {
      statuses: filter?.status ? JSON.stringify(filter.status) : null,
      search: filter?.search ? filter.search.toLowerCase() : null,
      dataset: filter?.datasetId ?? null,
      tag: filter?.tag ?? null,
      target: filter?.target ?? null,
    };
    const isFiltered = Object.values(matching).some((value) => value !== null);
    const place = { after: after?.createdSeq ?? null, key: after?.key ?? null, limit: first + 1 };
    const rows = this.#page(sort).all({ ...matching, ...place }) as {
      id: string;
      sort_key: SortKey;
    }[];

    return {
      places: rows.slice(0, first).map(({ id, sort_key }) => ({ id, key: sort_key })),
      hasNextPage: rows.length > first,
      // From an index, where the other goes through the rows.
      totalCount: isFiltered ? numberOf(this.#count, matching) : numberOf(this.#countAll),
    };
  }

  #page(sort: TaskSort): Statement {
    const known = this.#pages.get(sort);
    if (known) return known;
    const page = this.#database.sql.prepare(pageSql(sort));
    this.#pages.set(sort, page);
    return page;
  }
}

function pageSql(sort: TaskSort): string {
  if (sort === 'NEWEST') {
    return `SELECT t.id, NULL AS sort_key FROM tasks t
      WHERE (:after IS NULL OR t.created_seq < :after) AND (:key IS NULL OR 1) AND ${MATCHES}
      ORDER BY t.created_seq DESC LIMIT :limit`;
  }
  const { key, isAscending } = SORTS[sort];
  const [isBehind, direction] = isAscending ? ['>', 'ASC'] : ['<', 'DESC'];
  return `SELECT id, sort_key FROM (SELECT t.id, t.created_seq, ${key} AS sort_key FROM tasks t WHERE ${MATCHES})
    WHERE :after IS NULL OR sort_key ${isBehind} :key OR (sort_key = :key AND created_seq < :after)
    ORDER BY sort_key ${direction}, created_seq DESC LIMIT :limit`;
}
