import { freemem } from 'node:os';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is read when somebody asks for the metrics. */
export interface MetricSources {
  readonly tasksByState: () => Readonly<Record<string, number>>;
  readonly engineState: () => string;
  readonly load: () => {
    readonly sockets: number;
    readonly operations: number;
    readonly uploads: number;
  };
  /** Bytes of the disk of the data directory. */
  readonly disk: { readonly freeBytes: number; readonly minFreeBytes: number };
}

export interface FinishedOperation {
  readonly transport: string;
  readonly kind: string;
  readonly field: string;
  readonly code: string;
  readonly seconds: number;
}

const ENGINE_STATES = ['STARTING', 'READY', 'UNRESPONSIVE', 'RESTARTING', 'FAILED', 'STOPPED'];
/** Milliseconds to minutes. */
const REQUEST_SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300];
/** A second to a day. */
const TASK_SECONDS = [1, 3, 10, 30, 60, 180, 600, 1800, 3600, 7200, 21_600, 86_400];

/** All metrics for Prometheus, on a registry of their own. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #operations: Counter;
  /** Of `#operations`, by its labels: to find one by them takes longer than to count. */
  readonly #counters = new Map<string, Counter.Internal>();
  /** Of `#operationSeconds`, for the same reason. */
  readonly #timers = new Map<string, Histogram.Internal<string>>();
  readonly #operationSeconds: Histogram;
  readonly #queueSeconds: Histogram;
  readonly #trainingSeconds: Histogram;
  readonly #predictionSeconds: Histogram;
  readonly #rows: Counter;
  readonly #uploadBytes: Counter;
  readonly #uploads: Counter;
  readonly #restarts: Counter;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#operations = new Counter({
      name: 'trainyard_graphql_operations_total',
      help: 'GraphQL operations by field of the schema, transport and error code (OK: none).',
      labelNames: ['transport', 'kind', 'field', 'code'],
      registers,
    });
    this.#operationSeconds = new Histogram({
      name: 'trainyard_graphql_operation_seconds',
      help: 'Time from the request to the answer; subscriptions are not in it.',
      labelNames: ['kind', 'field'],
      buckets: REQUEST_SECONDS,
      registers,
    });
    this.#queueSeconds = new Histogram({
      name: 'trainyard_task_queue_seconds',
      help: 'Time from the submission of a task to its first attempt.',
      buckets: TASK_SECONDS,
      registers,
    });
    this.#trainingSeconds = new Histogram({
      name: 'trainyard_task_training_seconds',
      help: 'Time of one attempt, by how it ended: done, failed or stopped.',
      labelNames: ['result'],
      buckets: TASK_SECONDS,
      registers,
    });
    this.#predictionSeconds = new Histogram({
      name: 'trainyard_prediction_seconds',
      help: 'Time of one prediction of a file or of rows, by how it ended: done or failed.',
      labelNames: ['input', 'result'],
      buckets: REQUEST_SECONDS,
      registers,
    });
    this.#rows = new Counter({ name: 'trainyard_rows_scored_total', help: 'Rows scored.', registers });
    this.#uploads = new Counter({
      name: 'trainyard_uploads_total',
      help: 'Files read to their end.',
      registers,
    });
    this.#uploadBytes = new Counter({
      name: 'trainyard_upload_bytes_total',
      help: 'Bytes of files, as they came in.',
      registers,
    });
    this.#restarts = new Counter({
      name: 'trainyard_engine_restarts_total',
      help: 'How often the engine was lost.',
      registers,
    });
  }

  /** Adds what is read on demand. To be called once. */
  watch(sources: MetricSources): void {
    this.#gauges('trainyard_tasks', 'Tasks by state.', 'state', sources.tasksByState);
    this.#gauges('trainyard_engine_state', '1 for the state the engine is in.', 'state', () =>
      Object.fromEntries(ENGINE_STATES.map((state) => [state, Number(state === sources.engineState())])),
    );
    this.#gauge('trainyard_websockets', 'WebSockets open.', () => sources.load().sockets);
    this.#gauge(
      'trainyard_subscriptions',
      'Operations under way over WebSocket.',
      () => sources.load().operations,
    );
    this.#gauge('trainyard_uploads_under_way', 'Multipart requests under way.', () => sources.load().uploads);
    this.#gauge('trainyard_free_memory_bytes', 'Free memory of the machine.', freemem);
    this.#gauge('trainyard_free_disk_bytes', 'Free space where the data directory is.', () => {
      return sources.disk.freeBytes;
    });
    this.#gauge('trainyard_min_free_disk_bytes', 'Below it no upload and no task is taken.', () => {
      return sources.disk.minFreeBytes;
    });
  }

  operation({ transport, kind, field, code, seconds }: FinishedOperation): void {
    const key = `${transport} ${kind} ${field} ${code}`;
    let counter = this.#counters.get(key);
    if (!counter) {
      counter = this.#operations.labels({ transport, kind, field, code });
      this.#counters.set(key, counter);
    }
    counter.inc();
    if (kind !== 'subscription') this.#timerOf(kind, field).observe(seconds);
  }

  #timerOf(kind: string, field: string): Histogram.Internal<string> {
    const key = `${kind} ${field}`;
    const known = this.#timers.get(key);
    if (known) return known;
    const timer = this.#operationSeconds.labels({ kind, field });
    this.#timers.set(key, timer);
    return timer;
  }

  queued(seconds: number): void {
    this.#queueSeconds.observe(seconds);
  }

  trained(result: 'done' | 'failed' | 'stopped', seconds: number): void {
    this.#trainingSeconds.observe({ result }, seconds);
  }

  predicted(input: 'file' | 'rows', rows: number | null, seconds: number): void {
    this.#predictionSeconds.observe({ input, result: rows === null ? 'failed' : 'done' }, seconds);
    if (rows !== null) this.#rows.inc(rows);
  }

  uploaded(bytes: number): void {
    this.#uploads.inc();
    this.#uploadBytes.inc(bytes);
  }

  engineLost(): void {
    this.#restarts.inc();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, read: () => number): void {
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  #gauges(name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): void {
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        for (const [key, value] of Object.entries(read())) this.labels(key).set(value);
      },
    });
  }
}
