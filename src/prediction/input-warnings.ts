import type { OpenText } from '../csv/open-records.js';
import type { FindingCode } from '../domain/finding.js';
import type { ModelSignature } from '../domain/manifest.js';
import { SchemaMismatchError } from '../domain/errors.js';
import { matchColumns } from './input-columns.js';
import type { InputFaults } from './input-faults.js';
import type { PredictionWarning, PredictionWarningCode } from './prediction-service.js';

/** Warnings in the message of a refusal; all of them are in its details. */
const MAX_TOLD = 3;

/** What is to be said of a table that was scored to its end: of its rows, and of those that were taken for none. */
export function warningsOf(
  table: OpenText,
  { faults, rowCount }: { readonly faults: InputFaults; readonly rowCount: number },
  signature: ModelSignature,
): PredictionWarning[] {
  return [
    ...faults.warnings(signature, rowCount, matchColumns(signature, table.header)),
    ...table
      .findings()
      .flatMap(({ code, rows, examples, message }): PredictionWarning[] =>
        rows !== null && SKIPPED.has(code)
          ? [{ code: 'SKIPPED_ROWS', column: '', rows, examples, message }]
          : [],
      ),
  ];
}

const SKIPPED: ReadonlySet<FindingCode> = new Set<FindingCode>(['REPEATED_HEADER', 'TOTALS_ROW']);

/** They fit the model, and may yet be no reason to believe it. */
const FITTING: ReadonlySet<PredictionWarningCode> = new Set<PredictionWarningCode>([
  'LATER_THAN_TRAINING',
  'OUT_OF_RANGE',
  'SKIPPED_ROWS',
]);

/** @throws {SchemaMismatchError} when strict and something does not fit the model */
export function checked(warnings: PredictionWarning[], strict: boolean): PredictionWarning[] {
  if (!strict || warnings.every(({ code }) => FITTING.has(code))) return warnings;
  const some = warnings.slice(0, MAX_TOLD).map((warning) => warning.message);
  const more = warnings.length > MAX_TOLD ? ` And ${warnings.length - MAX_TOLD} more.` : '';
  throw new SchemaMismatchError(
    `The input does not fit the model, and strict was asked for. ${some.join(' ')}${more}`,
    {
      warnings,
    },
  );
}
