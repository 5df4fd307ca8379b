import { describe, expect, test } from 'vitest';
import { keptColumns } from '../../../../src/prediction/csv/kept-columns.js';
import { refusal } from '../../intake/support.js';
import { asThreads, byFastReader, column, mirrorSignature } from './support.js';

const HEADER = ['id', 'predict', 'age'];

describe('columns to keep', () => {
  test('stand in the order asked for, each once', () => {
    expect(keptColumns(['age', 'id', 'age'], HEADER, ['predict'])).toEqual({
      names: ['age', 'id'],
      places: [2, 0],
    });
  });

  test('are all columns of the input for *', () => {
    expect(keptColumns(['*'], HEADER, []).names).toEqual(HEADER);
    expect(keptColumns(['*'], ['*', 'a'], []).names).toEqual(['*']);
  });

  test('are distinguished from the columns of the prediction', () => {
    expect(keptColumns(['predict'], HEADER, ['predict', 'predict (input)']).names).toEqual([
      'predict (input)_',
    ]);
  });

  test('are refused where the input lacks one, with those that it has', async () => {
    const asked = Promise.resolve().then(() => keptColumns(['id', 'name'], HEADER, []));
    expect(await refusal(asked)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'keep: the input has no column "name". Its columns are "id", "predict", "age"; "*" keeps all.',
    });
  });
});

test('the kept cells of a row are before its prediction, whichever reader reads it', async () => {
  const signature = mirrorSignature([column('size', 'NUMERIC')]);
  const rows = ['1,"a, ""b"""', '2,é', '3,"x"', '4,=1+1', '5,"two\nlines"', '6,'];
  const chunks = [Buffer.from(`size,note\n${rows.join('\n')}\n`)];
  const input = { signature, chunks, limit: 2 };
  const expected =
    'note,predict,"read ""size"""\n' +
    '"a, ""b""","read ""size""",1\né,"read ""size""",2\nx,"read ""size""",3\n\'=1+1,"read ""size""",4\n' +
    '"two\nlines","read ""size""",5\n,"read ""size""",6\n';
  const stray = [...chunks, Buffer.from('7,"x"y\n')];
  for (const options of [
    { keep: ['note'] },
    { keep: ['note'], blockBytes: 1 },
    { keep: ['note'], blockBytes: 1, inlineBytes: 0, parallel: asThreads(signature) },
  ]) {
    const outcome = await byFastReader(input, options);
    expect(outcome.csv).toBe(expected);
    expect(outcome.rows?.map((row) => row['note'])).toEqual(['a, "b"', 'é']);
    expect((await byFastReader({ ...input, chunks: stray }, options)).error?.code).toBe('INVALID_CSV');
  }
});
