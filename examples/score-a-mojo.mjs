// Scores a CSV with a MOJO downloaded from H2O, without H2O and without Java:
//
//   node examples/score-a-mojo.mjs model.zip rows.csv > predictions.csv
//
// In this repository, run `npm run build` first. The CSV has a header line; columns are found by their names.
import { createReadStream } from 'node:fs';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { loadMojo, MojoError } from 'trainyard/mojo';

const BATCH_ROWS = 1000;

const [modelPath, csvPath] = process.argv.slice(2);
if (modelPath === undefined || csvPath === undefined) {
  fail('Usage: node examples/score-a-mojo.mjs model.zip rows.csv > predictions.csv');
} else {
  try {
    const model = await loadMojo(modelPath);
    const { algorithm, features, response } = model.signature;
    process.stderr.write(
      `${algorithm}: ${response.name} from ${features.map(({ name }) => name).join(', ')}\n`,
    );
    await pipeline(
      createReadStream(csvPath),
      parse({ bom: true }),
      (records) => score(model, records),
      process.stdout,
    );
  } catch (error) {
    if (!(error instanceof MojoError) && error.code !== 'ENOENT') throw error;
    fail(error.message);
  }
}

/** Lines of a CSV: the prediction and, for a classification, the probability of each label. */
async function* score(model, records) {
  const labels = model.signature.response.labels ?? [];
  yield csvLine(['predict', ...labels]);
  let header;
  let batch = [];
  const lines = () => {
    const columns = header.map((name, index) => [name, batch.map((record) => record[index])]);
    const scores = model.score({ rows: batch.length, columns: Object.fromEntries(columns) });
    return batch.map((_, row) =>
      scores.values === undefined
        ? csvLine([labels[scores.labels[row]], ...scores.probabilities.map((column) => column[row])])
        : csvLine([scores.values[row]]),
    );
  };
  for await (const record of records) {
    if (header === undefined) header = record;
    else batch.push(record);
    if (batch.length < BATCH_ROWS) continue;
    yield* lines();
    batch = [];
  }
  if (batch.length > 0) yield* lines();
}

/** No prediction is an empty cell. */
function csvLine(cells) {
  const texts = cells.map((cell) => (cell === undefined || Number.isNaN(cell) ? '' : String(cell)));
  return `${texts.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
