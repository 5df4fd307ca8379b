import { readColumnChoices, writeColumnChoice } from './column-choices.js';
import { ALGORITHMS, DEFAULTS, KINDS, type Settings, type Threshold, type Validation } from './settings.js';
import { CRITERIA, SORT_METRICS, VALIDATIONS } from './setting-names.js';

/** The settings in the query of an address; what is not there, or makes no sense, is the default. */
export function readSettings(query: URLSearchParams): Settings {
  const rows = query.get('rows');
  const names = query.get('algorithms')?.split(',') ?? [];
  const algorithms = ALGORITHMS.filter((algorithm) => names.includes(algorithm));
  return {
    target: query.get('target'),
    kind: oneOf(KINDS, query.get('kind')) ?? DEFAULTS.kind,
    excluded: query.getAll('exclude'),
    included: query.getAll('include'),
    keepsFlagged: query.get('flagged') === 'keep',
    columns: readColumnChoices(query.getAll('column')),
    rows: rows === 'all' ? 'all' : (wholeNumber(rows, 10) ?? DEFAULTS.rows),
    algorithms: query.has('algorithms') ? algorithms : DEFAULTS.algorithms,
    escalate: query.get('deep') !== 'no',
    maxModels: wholeNumber(query.get('models'), 1) ?? DEFAULTS.maxModels,
    maxRuntimeSecs: wholeNumber(query.get('seconds'), 1) ?? DEFAULTS.maxRuntimeSecs,
    seed: wholeNumber(query.get('seed'), 0) ?? DEFAULTS.seed,
    validation: readValidation(query),
    sortMetric: oneOf(SORT_METRICS, query.get('metric')) ?? DEFAULTS.sortMetric,
    threshold: readThreshold(query),
    weightColumn: query.get('weight'),
    balanceClasses: query.get('balance') === 'yes',
    rises: query.getAll('rises'),
    falls: query.getAll('falls'),
  };
}

/** The query that {@link readSettings} reads the same settings from; defaults are left out. */
export function writeSettings(settings: Settings): URLSearchParams {
  const query = new URLSearchParams();
  const { target, kind, rows, algorithms, escalate, maxModels, maxRuntimeSecs, seed } = settings;
  if (target !== null) query.set('target', target);
  if (kind !== DEFAULTS.kind) query.set('kind', kind.toLowerCase());
  for (const column of settings.excluded) query.append('exclude', column);
  for (const column of settings.included) query.append('include', column);
  if (settings.keepsFlagged) query.set('flagged', 'keep');
  for (const column of settings.columns) query.append('column', writeColumnChoice(column));
  if (rows !== 'default') query.set('rows', String(rows));
  if (algorithms.join() !== DEFAULTS.algorithms.join()) query.set('algorithms', algorithms.join());
  if (!escalate) query.set('deep', 'no');
  if (maxModels !== DEFAULTS.maxModels) query.set('models', String(maxModels));
  if (maxRuntimeSecs !== DEFAULTS.maxRuntimeSecs) query.set('seconds', String(maxRuntimeSecs));
  if (seed !== DEFAULTS.seed) query.set('seed', String(seed));
  writeValidation(settings.validation, query);
  if (settings.sortMetric !== DEFAULTS.sortMetric) query.set('metric', settings.sortMetric.toLowerCase());
  writeThreshold(settings.threshold, query);
  if (settings.weightColumn !== null) query.set('weight', settings.weightColumn);
  if (settings.balanceClasses) query.set('balance', 'yes');
  for (const column of settings.rises) query.append('rises', column);
  for (const column of settings.falls) query.append('falls', column);
  return query;
}

export function setupAddress(datasetId: string, settings: Settings): string {
  const query = writeSettings(settings).toString();
  return `/train/${datasetId}${query && `?${query}`}`;
}

function readValidation(query: URLSearchParams): Validation {
  return {
    kind: oneOf(VALIDATIONS, query.get('validation')) ?? DEFAULTS.validation.kind,
    column: query.get('by'),
    folds: wholeNumber(query.get('folds'), 2) ?? DEFAULTS.validation.folds,
    testFraction: number(query.get('test')) ?? DEFAULTS.validation.testFraction,
  };
}

function writeValidation({ kind, column, folds, testFraction }: Validation, query: URLSearchParams): void {
  if (kind !== DEFAULTS.validation.kind) query.set('validation', kind.toLowerCase());
  if (column !== null) query.set('by', column);
  if (folds !== null) query.set('folds', String(folds));
  if (testFraction !== 0) query.set('test', String(testFraction));
}

function readThreshold(query: URLSearchParams): Threshold {
  const standard = DEFAULTS.threshold;
  return {
    criterion: oneOf(CRITERIA, query.get('threshold')) ?? standard.criterion,
    falsePositiveCost: number(query.get('fp')) ?? standard.falsePositiveCost,
    falseNegativeCost: number(query.get('fn')) ?? standard.falseNegativeCost,
    value: number(query.get('at')) ?? standard.value,
  };
}

function writeThreshold(threshold: Threshold, query: URLSearchParams): void {
  const { criterion, falsePositiveCost, falseNegativeCost, value } = threshold;
  const standard = DEFAULTS.threshold;
  if (criterion !== standard.criterion) query.set('threshold', criterion.toLowerCase());
  if (falsePositiveCost !== standard.falsePositiveCost) query.set('fp', String(falsePositiveCost));
  if (falseNegativeCost !== standard.falseNegativeCost) query.set('fn', String(falseNegativeCost));
  if (value !== null) query.set('at', String(value));
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((value) => value === text?.toUpperCase());
}

function wholeNumber(text: string | null, min: number): number | undefined {
  if (text === null || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min ? value : undefined;
}

function number(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}(\.\d{1,17})?$/.test(text) ? Number(text) : undefined;
}
