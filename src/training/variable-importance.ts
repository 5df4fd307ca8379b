import type { VariableImportance } from '../domain/leaderboard.js';
import { ownerColumn } from '../domain/owner-columns.js';
import type { SampleColumn } from '../domain/training-sample.js';
import type { Model } from '../h2o/client/wire-model.js';
import { column, numbers } from '../h2o/client/wire.js';
import type { EngineNames } from './engine-names.js';

/**
 * How much each column contributes by the engine's own measure, most important first, the best one being 1. GLM,
 * XGBoost and DeepLearning measure each level of a category (`city.Tallinn`): the column has their mean, since the sum
 * of many levels of noise is above that of a few that matter. Parts of a time (`visit_date.weekday`) are summed. Empty
 * for an ensemble, which has none.
 */
export function variableImportanceOf(
  model: Model,
  names: EngineNames,
  columns: readonly SampleColumn[],
): VariableImportance[] {
  const table = model.variableImportances;
  if (!table) return [];
  const importances = numbers(table, 'relative_importance');
  const sums = new Map<string, number>();
  const columnOf = columnResolver(model);
  const levelsOf = (engineName: string) =>
    Math.max(1, model.domains[model.names.indexOf(engineName)]?.length ?? 1);
  const owners = new Map(columns.map((one) => [one.name, ownerColumn(one)]));
  column(table, 'variable').forEach((variable, i) => {
    const engineName = columnOf(String(variable));
    if (engineName === undefined) return;
    const feature = names.ofOwner(engineName);
    const name = owners.get(feature) ?? feature;
    // Levels that a model does not use are not listed.
    const parts = variable === engineName ? 1 : levelsOf(engineName);
    sums.set(name, (sums.get(name) ?? 0) + (importances[i] ?? 0) / parts);
  });
  const largest = Math.max(...sums.values());
  return [...sums]
    .map(([name, sum]) => ({ column: name, relative: largest > 0 ? sum / largest : 0 }))
    .sort((a, b) => b.relative - a.relative);
}

/** Names and levels may hold dots, so a variable is looked up among all that there can be, never cut at a dot. */
function columnResolver(model: Model): (variable: string) => string | undefined {
  const features = model.names.slice(0, -1);
  const levels = features.flatMap((name, i) =>
    [...(model.domains[i] ?? []), MISSING].map((level): [string, string] => [`${name}.${level}`, name]),
  );
  const known = new Map([...levels, ...features.map((name): [string, string] => [name, name])]);
  return (variable) => known.get(variable);
}

/** What H2O calls the level of a missing value. */
const MISSING = 'missing(NA)';
