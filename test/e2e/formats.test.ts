import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook, type Cell } from '../support/formats/xlsx.js';
import { UploadDataset } from '../support/operations.js';
import { onSharedEngine, TestService } from '../support/service.js';

const UPLOAD = `mutation ($file: Upload!, $reading: TableReadingInput) {
  uploadDataset(file: $file, reading: $reading) { id rows reading { format sheet skippedLines header delimiter } findings { code } }
}`;
const TRAIN = `mutation ($file: Upload, $datasetId: ID, $reading: TableReadingInput) {
  trainModel(file: $file, datasetId: $datasetId, reading: $reading, options: { maxModels: 3, maxRuntimeSecs: 60, escalate: false }) { id target }
}`;
const PREDICT = `mutation ($taskId: ID!, $file: Upload!) { predict(taskId: $taskId, file: $file) { rowCount rows warnings { code } } }`;

let service: TestService;
beforeAll(async () => {
  service = await TestService.start(onSharedEngine());
});
afterAll(() => service.stop());

const COLOURS = ['red', 'blue', 'green'];
const records = Array.from({ length: 120 }, (_, row) => ({
  size: (row * 7) % 31,
  colour: COLOURS[row % 3]!,
  y: (row * 7) % 31 > 15 ? 'large' : 'small',
}));
const features = records.map(({ size, colour }) => ({ size, colour }));
const cells = (rows: readonly object[]): Cell[][] => rows.map((row) => Object.values(row) as Cell[]);

const xlsx = (rows: readonly object[]): File => {
  const names = Object.keys(rows[0]!);
  const table: Cell[][] = [['Report of May'], [], names, ...cells(rows), ['Total', null, null]];
  return new File(
    [
      workbook({
        sheets: [
          { name: 'Cover', rows: [['Hello']] },
          { name: 'Data', rows: table },
        ],
      }),
    ],
    'book.xlsx',
  );
};
const jsonLines = (rows: readonly object[]): File =>
  new File([rows.map((row) => `${JSON.stringify(row)}\n`).join('')], 'rows.jsonl');
const parquet = (rows: readonly { size: number; colour: string }[]): File =>
  new File(
    [
      Buffer.from(
        parquetWriteBuffer({
          columnData: [
            { name: 'colour', data: rows.map(({ colour }) => colour), type: 'STRING' },
            { name: 'size', data: rows.map(({ size }) => size), type: 'INT32' },
          ],
        }),
      ),
    ],
    'rows.parquet',
  );
const csv = (rows: readonly object[]): File =>
  new File(
    [`sep=;\nsize;colour\n${rows.map((row) => `${Object.values(row).join(';')};\n`).join('')}`],
    'rows.csv',
  );

describe('a table in any format', () => {
  it('is kept, trained on and scored alike', async () => {
    const upload = await service.client.send(UPLOAD, { file: xlsx(records) });
    expect(upload.body.errors).toBeUndefined();
    expect(upload.body.data).toMatchObject({
      uploadDataset: {
        rows: 120,
        reading: { format: 'XLSX', sheet: 'Data', skippedLines: 2, header: true, delimiter: null },
        findings: [{ code: 'SKIPPED_LINES' }, { code: 'TOTALS_ROW' }],
      },
    });
    const trained = await service.client.send<{ trainModel: { id: string; target: string } }>(TRAIN, {
      file: xlsx(records),
    });
    const { id, target } = trained.body.data!.trainModel;
    expect(target).toBe('y');
    expect(await service.ended(id)).toMatchObject({ status: 'DONE', problemType: 'BINARY', rowsTotal: 120 });
    const predictions = [];
    for (const file of [xlsx(features), jsonLines(features), parquet(features), csv(features)]) {
      const { body } = await service.client.send<{ predict: object }>(PREDICT, { taskId: id, file });
      expect(body.errors).toBeUndefined();
      predictions.push(body.data!.predict);
    }
    const [book, ...others] = predictions;
    expect(book).toMatchObject({ rowCount: 120, warnings: [{ code: 'SKIPPED_ROWS' }] });
    for (const other of others) expect(other).toEqual({ ...book, warnings: [] });
  });

  it('of some megabytes has its columns looked at in threads, with the same outcome', async () => {
    const rows = 150_000;
    const amount = (row: number) => `"${1 + (row % 9)},${String(row % 1000).padStart(3, '0')}.50"`;
    const lines = Array.from(
      { length: rows },
      (_, row) => `${row},${amount(row)},2024-01-${10 + (row % 20)},id ${row}`,
    );
    const { uploadDataset } = await service.client.request(UploadDataset, {
      file: new File([`row,amount,day,name\n${lines.join('\n')}\n`], 'large.csv'),
    });
    const sum = lines.reduce((total, _, row) => total + 1000.5 + 1000 * (row % 9) + (row % 1000), 0);
    expect(uploadDataset).toMatchObject({
      rows,
      columns: [
        { type: 'NUMERIC', missing: 0, min: 0, max: rows - 1, mean: (rows - 1) / 2 },
        { type: 'NUMERIC', missing: 0, min: 1000.5, max: 9999.5, mean: sum / rows, distinct: 9000 },
        { type: 'TIME', missing: 0, distinct: 20, min: Date.UTC(2024, 0, 10), max: Date.UTC(2024, 0, 29) },
        { type: 'TEXT', missing: 0 },
      ],
    });
  });

  it('is read in another way on request, but not once it is a dataset', async () => {
    const reading = { delimiter: ',', header: false };
    const { body } = await service.client.send<{ uploadDataset: { id: string } }>(UPLOAD, {
      file: new File([`a,b\n${'c,d\n'.repeat(12)}`], 'x.csv'),
      reading,
    });
    expect(body.data).toMatchObject({ uploadDataset: { rows: 13, reading: { header: false } } });
    const refused = await service.client.send(TRAIN, { datasetId: body.data!.uploadDataset.id, reading });
    expect(refused.body.errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reading' },
    });
  });
});
