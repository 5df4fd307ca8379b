import type { Settings } from './settings.js';

/** What changes when a column becomes the target: it has no other part any more. */
export function asTarget(settings: Settings, name: string): Partial<Settings> {
  const others = (names: readonly string[]) => names.filter((other) => other !== name);
  const { validation, weightColumn } = settings;
  return {
    target: name,
    excluded: others(settings.excluded),
    rises: others(settings.rises),
    falls: others(settings.falls),
    weightColumn: weightColumn === name ? null : weightColumn,
    validation: validation.column === name ? { ...validation, kind: 'RANDOM', column: null } : validation,
  };
}
