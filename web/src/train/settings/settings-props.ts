import type { ColumnType, ProblemType } from '../../gql/graphql.js';
import type { Settings } from './settings.js';

export interface SettingsProps {
  /** With the target that the page suggests, where the user chose none. */
  readonly settings: Settings;
  /** With the types that their owner gave them. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** null: not known yet. */
  readonly problemType: ProblemType | null;
  readonly onChange: (changes: Partial<Settings>) => void;
}
