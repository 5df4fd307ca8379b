import type { VariableImportance } from '../domain/leaderboard.js';
import { ownerColumn } from '../domain/owner-columns.js';
import type { SampleColumn } from '../domain/training-sample.js';
import type { Model } from '../h2o/client/wire-model.js';
import { column, numbers } from '../h2o/client/wire.js';
import type { EngineNames } from './engine-names.js';

/**
 * How much each column contributes, most important first, the best one being 1. GLM, XGBoost and DeepLearning count by
 * level of a category (`city.Tallinn`): those are summed, and so are the parts of a time (`visit_date.weekday`). Empty for an ensemble, which has none.
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
  const owners = new Map(columns.map((one) => [one.name, ownerColumn(one)]));
  column(table, 'variable').forEach((variable, i) => {
    const engineName = columnOf(String(variable));
    if (engineName === undefined) return;
    const feature = names.ofOwner(engineName);
    const name = owners.get(feature) ?? feature;
    sums.set(name, (sums.get(name) ?? 0) + (importances[i] ?? 0));
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
