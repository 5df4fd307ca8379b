import { ALGORITHMS, DEFAULTS, KINDS, type Settings } from './settings.js';

/** The settings in the query of an address; what is not there, or makes no sense, is the default. */
export function readSettings(query: URLSearchParams): Settings {
  const kind = query.get('kind')?.toUpperCase();
  const rows = query.get('rows');
  const names = query.get('algorithms')?.split(',') ?? [];
  const algorithms = ALGORITHMS.filter((algorithm) => names.includes(algorithm));
  return {
    target: query.get('target'),
    kind: KINDS.find((known) => known === kind) ?? DEFAULTS.kind,
    excluded: query.getAll('exclude'),
    included: query.getAll('include'),
    keepsFlagged: query.get('flagged') === 'keep',
    rows: rows === 'all' ? 'all' : (wholeNumber(rows, 10) ?? DEFAULTS.rows),
    algorithms: query.has('algorithms') ? algorithms : DEFAULTS.algorithms,
    escalate: query.get('deep') !== 'no',
    maxModels: wholeNumber(query.get('models'), 1) ?? DEFAULTS.maxModels,
    maxRuntimeSecs: wholeNumber(query.get('seconds'), 1) ?? DEFAULTS.maxRuntimeSecs,
    seed: wholeNumber(query.get('seed'), 0) ?? DEFAULTS.seed,
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
  if (rows !== 'default') query.set('rows', String(rows));
  if (algorithms.join() !== DEFAULTS.algorithms.join()) query.set('algorithms', algorithms.join());
  if (!escalate) query.set('deep', 'no');
  if (maxModels !== DEFAULTS.maxModels) query.set('models', String(maxModels));
  if (maxRuntimeSecs !== DEFAULTS.maxRuntimeSecs) query.set('seconds', String(maxRuntimeSecs));
  if (seed !== DEFAULTS.seed) query.set('seed', String(seed));
  return query;
}

export function setupAddress(datasetId: string, settings: Settings): string {
  const query = writeSettings(settings).toString();
  return `/train/${datasetId}${query && `?${query}`}`;
}

function wholeNumber(text: string | null, min: number): number | undefined {
  if (text === null || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min ? value : undefined;
}
