import { z } from 'zod';

/**
 * H2O's JSON as far as it is used, in our names. Numbers that are not finite come as the strings "NaN", "Infinity"
 * and "-Infinity"; each of these is read as null.
 */
export const finite = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
  .nullish()
  .transform((value) => (typeof value === 'number' ? value : null));

export const absent = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | null => value ?? null);

export const keyName = z.object({ name: z.string() }).transform((key) => key.name);

/**
 * What a key says. H2O writes one that holds other bytes than letters, digits and some signs as `$<hex>$`, followed by
 * the rest of it.
 */
export function keyText(key: string): string {
  const [, hex = '', rest = ''] = /^\$([0-9a-f]*)\$(.*)$/s.exec(key) ?? [];
  return hex === '' ? key : Buffer.from(hex, 'hex').toString('latin1') + rest;
}

export type TableCell = string | number | null;

/** A `TwoDimTableV3`: `cells[c][r]`, column by column. The first column is often an unnamed row header (''). */
export interface Table {
  readonly columns: readonly string[];
  readonly cells: readonly (readonly TableCell[])[];
  readonly rowCount: number;
}

export const table = z
  .object({
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    rowcount: z.number(),
    data: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  })
  .transform(({ columns, rowcount, data }): Table => ({
    columns: columns.map((column) => column.name),
    rowCount: rowcount,
    cells: data.map((column, index) => {
      const text = columns[index]?.type === 'string';
      return column.map((cell) => (text || typeof cell === 'number' ? cellOf(cell) : null));
    }),
  }));

const cellOf = (cell: string | number | boolean | null): TableCell =>
  typeof cell === 'boolean' ? String(cell) : cell;

/** The cells of a column by name; empty where the table has no such column. */
export function column(table: Table, name: string): readonly TableCell[] {
  return table.cells[table.columns.indexOf(name)] ?? [];
}

/** As {@link column}, for a column of numbers. */
export function numbers(table: Table, name: string): readonly (number | null)[] {
  return column(table, name).map((cell) => (typeof cell === 'number' ? cell : null));
}

export const Ping = z
  .object({ cloud_healthy: z.boolean(), cloud_uptime_millis: z.number() })
  .transform((ping) => ({ healthy: ping.cloud_healthy, uptimeMs: ping.cloud_uptime_millis }));
export type Ping = z.output<typeof Ping>;

const Node = z
  .object({
    h2o: z.string(),
    healthy: z.boolean(),
    last_ping: z.number(),
    pid: z.number(),
    free_mem: z.number(),
    max_mem: z.number(),
    mem_value_size: z.number(),
    num_keys: z.number(),
  })
  .transform((node) => ({
    name: node.h2o,
    healthy: node.healthy,
    /** Epoch milliseconds of its last heartbeat, by the clock of the node that answers. */
    lastPing: node.last_ping,
    pid: node.pid,
    freeBytes: node.free_mem,
    maxBytes: node.max_mem,
    dataBytes: node.mem_value_size,
    keys: node.num_keys,
  }));

/** `/3/Cloud`. */
export const Cloud = z
  .object({
    version: z.string(),
    cloud_name: z.string(),
    cloud_size: z.number(),
    cloud_healthy: z.boolean(),
    bad_nodes: z.number(),
    consensus: z.boolean(),
    locked: z.boolean(),
    nodes: z.array(Node),
  })
  .transform((cloud) => ({
    version: cloud.version,
    name: cloud.cloud_name,
    size: cloud.cloud_size,
    healthy: cloud.cloud_healthy,
    badNodes: cloud.bad_nodes,
    consensus: cloud.consensus,
    locked: cloud.locked,
    nodes: cloud.nodes,
  }));
export type Cloud = z.output<typeof Cloud>;

export const Capabilities = z
  .object({ capabilities: z.array(z.object({ name: z.string() })) })
  .transform((answer): ReadonlySet<string> => new Set(answer.capabilities.map((entry) => entry.name)));

export const Job = z
  .object({
    key: keyName,
    status: z.enum(['RUNNING', 'CANCEL_PENDING', 'CANCELLED', 'DONE', 'FAILED']),
    progress: z.number(),
    progress_msg: absent(z.string()),
    start_time: z.number(),
    msec: z.number(),
    dest: absent(keyName),
    exception: absent(z.string()),
    warnings: absent(z.array(z.string())),
  })
  .transform((job) => ({
    key: job.key,
    status: job.status,
    /** 0 to 1. With a time budget AutoML's follows the clock, else the planned work. */
    progress: job.progress,
    /** Names the step that runs. */
    message: job.progress_msg,
    /** Epoch milliseconds, by the engine's clock. */
    startedAt: job.start_time,
    elapsedMs: job.msec,
    /** Key of what the job makes. */
    destination: job.dest,
    exception: job.exception,
    warnings: job.warnings ?? [],
  }));
export type Job = z.output<typeof Job>;

export const Jobs = z.object({ jobs: z.tuple([Job]) }).transform((answer) => answer.jobs[0]);
export const JobHolder = z.object({ job: Job }).transform((answer) => answer.job);
