import { joinLabelled } from '../../src/prediction/csv/labelled-scores.js';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { CsvUpload } from '../../src/domain/csv-upload.js';
import type { ModelSignature } from '../../src/domain/manifest.js';
import type {
  JsonRow,
  LabelledResult,
  PredictCsvOptions,
  Prediction,
  PredictionCsv,
  PredictionService,
  PredictRowsOptions,
} from '../../src/prediction/prediction-service.js';

/** Says `setosa` of every row, and keeps what it was asked. */
export class FakePredictions implements PredictionService {
  readonly asked: { taskId: string; options: PredictRowsOptions; input: unknown }[] = [];
  readonly #csvs = new Map<string, string>();

  async predictCsv(taskId: string, upload: CsvUpload, options: PredictCsvOptions): Promise<Prediction> {
    const input = await text(upload.stream);
    this.asked.push({ taskId, options, input });
    const rows = input
      .trim()
      .split('\n')
      .slice(1)
      .map(() => ({ predict: 'setosa', setosa: 1 }));
    const csvId = `csv-${this.asked.length}`;
    this.#csvs.set(csvId, `predict,setosa\n${'setosa,1\n'.repeat(rows.length)}`);
    return {
      ...answer(taskId, rows, options),
      rows: rows.slice(0, options.limit),
      csvId,
      csvExpiresAt: new Date(),
    };
  }

  predictRows(taskId: string, rows: readonly JsonRow[], options: PredictRowsOptions): Promise<Prediction> {
    this.asked.push({ taskId, options, input: rows });
    return Promise.resolve(
      answer(
        taskId,
        rows.map(() => ({ predict: 'setosa', setosa: 1 })),
        options,
      ),
    );
  }

  scoreLabelled(): Promise<LabelledResult> {
    return Promise.resolve({ scores: joinLabelled([]), warnings: [] });
  }

  signature(): Promise<ModelSignature> {
    return Promise.resolve({
      problemType: 'MULTICLASS',
      response: { name: 'species', levels: ['setosa'] },
      columns: [
        { name: 'petal width', type: 'NUMERIC', levels: null, min: 0.1, max: 2.5, typical: 1.2 },
        {
          name: 'colour',
          type: 'CATEGORICAL',
          levels: ['blue', 'white'],
          min: null,
          max: null,
          typical: 'blue',
        },
      ],
    });
  }

  openCsv(csvId: string): Promise<PredictionCsv | null> {
    const csv = this.#csvs.get(csvId);
    return Promise.resolve(
      csv === undefined
        ? null
        : { stream: Readable.from([csv]), bytes: Buffer.byteLength(csv), fileName: 'iris-predictions.csv' },
    );
  }
}

function answer(taskId: string, rows: JsonRow[], { contributions = 0 }: PredictRowsOptions): Prediction {
  const columns = [
    { column: 'petal width', value: 1.5, contribution: -2, error: null },
    { column: 'colour', value: null, contribution: 0.25, error: null },
  ];
  return {
    taskId,
    modelId: 'GBM_1',
    rowCount: rows.length,
    rows,
    contributions:
      contributions > 0
        ? rows.map(() => ({
            unit: 'LOG_ODDS' as const,
            bias: 0.5,
            columns: columns.slice(0, contributions),
            classes: null,
          }))
        : null,
    csvId: null,
    csvExpiresAt: null,
    warnings: [
      {
        code: 'MISSING_COLUMN',
        column: 'petal width',
        rows: rows.length,
        examples: [],
        message: 'The input has no column "petal width"; it counts as missing.',
      },
    ],
  };
}
