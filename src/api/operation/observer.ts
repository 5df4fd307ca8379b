import type { OperationReport } from './operation-report.js';

/** Who counts and keeps records, if anybody does; none of it may throw. */
export interface ApiObserver {
  operation(report: OperationReport): void;
  /** A file that was read to its end. */
  uploaded(bytes: number): void;
  /** `rows` is null where the prediction failed. */
  predicted(input: 'file' | 'rows', rows: number | null, seconds: number): void;
}

/** What Prometheus reads. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

export const NO_OBSERVER: ApiObserver = {
  operation: () => undefined,
  uploaded: () => undefined,
  predicted: () => undefined,
};

/** The same prediction, timed for the observer. */
export async function observePrediction<Result extends { readonly rowCount: number }>(
  observer: ApiObserver,
  input: 'file' | 'rows',
  prediction: Promise<Result>,
): Promise<Result> {
  const since = performance.now();
  let rows: number | null = null;
  try {
    const result = await prediction;
    rows = result.rowCount;
    return result;
  } finally {
    observer.predicted(input, rows, (performance.now() - since) / 1000);
  }
}
