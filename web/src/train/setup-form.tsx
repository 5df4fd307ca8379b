import { Button, Group, Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { FindingList } from '../findings/finding-list.js';
import type { FindingRow } from '../findings/fragment.js';
import type { FindingCode } from '../gql/graphql.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { AdviceList } from './advice-list.js';
import { ColumnTable } from './columns/column-table.js';
import { excludedColumns, NO_ADVICE, withExcluded } from './excluded-columns.js';
import { remediesOf } from './finding-remedies.js';
import { ProblemTypeChoice } from './problem-type-choice.js';
import { choiceOf, withChoice, withChosenTypes } from './settings/column-choices.js';
import { asTarget } from './settings/as-target.js';
import { asTrainingOptions } from './settings/settings.js';
import { SettingsPanel } from './settings/settings-panel.js';
import { useSettings } from './settings/use-settings.js';
import { canBeTarget, suggestTarget } from './dataset/suggest-target.js';
import { useAdvice } from './dataset/use-advice.js';
import { useTraining, type Dataset } from './dataset/use-dataset.js';

/** Findings on columns that name a setting; the others stand among the columns to check. */
const OPTION_CODES: ReadonlySet<FindingCode> = new Set(['TIME_ORDERED', 'REPEATED_SUBJECT']);

export function SetupForm({ dataset }: { readonly dataset: Dataset }) {
  const navigate = useNavigate();
  const [settings, change] = useSettings();
  const columns = useMemo(() => withChosenTypes(dataset.columns, settings), [dataset.columns, settings]);
  const target = useMemo(() => suggestTarget(columns, settings.target), [columns, settings.target]);
  const { advice, error: adviceError } = useAdvice(dataset.id, target, settings.kind);
  const { train, loading, error } = useTraining(dataset.id);
  const ignored = excludedColumns(settings, target, advice ?? NO_ADVICE);
  const included = (advice?.leftOut ?? []).filter((column) => !ignored.has(column) && column !== target);
  const targetType = choiceOf(settings.columns, target ?? '').type;

  const pickTarget = (name: string) => change({ kind: 'AUTO', ...asTarget(settings, name) });
  const exclude = (names: readonly string[], excluded: boolean) =>
    change(withExcluded(settings, names, excluded, advice ?? NO_ADVICE));
  const start = async () => {
    if (target === null) return;
    const id = await train(asTrainingOptions(settings, target, { ignored, included }, dataset.rows));
    if (id !== null) await navigate(`/tasks/${id}`);
  };

  const hasColumns = columns.some(
    ({ name, type }) =>
      name !== target && name !== settings.weightColumn && type !== 'TEXT' && !ignored.has(name),
  );
  const { validation } = settings;
  const lacksColumn = validation.kind !== 'RANDOM' && validation.column === null;
  // What is said of a target holds of its detected type only.
  const problem = targetType === null ? advice?.problem : null;
  const canStart =
    target !== null && problem == null && settings.algorithms.length > 0 && hasColumns && !lacksColumn;
  const remedies = (finding: FindingRow) =>
    remediesOf(finding, { settings, columns: dataset.columns, change });
  const ofOptions = advice?.findings.filter(({ code }) => OPTION_CODES.has(code)) ?? [];

  return (
    <>
      <FindingList findings={dataset.findings} remediesOf={remedies} />
      <Section
        title="Target"
        hint="Click the column to predict. Clear “Use” for columns that the model should not see."
        actions={
          <Select
            aria-label="Column to predict"
            searchable
            allowDeselect={false}
            placeholder="Choose a column"
            limit={200}
            data={columns.filter(canBeTarget).map(({ name }) => name)}
            value={target}
            onChange={(name) => name !== null && pickTarget(name)}
          />
        }
      >
        <ColumnTable
          dataset={dataset}
          target={target}
          ignored={ignored}
          advice={advice?.columns ?? []}
          settings={settings}
          onRead={(name, changes) => change({ columns: withChoice(settings.columns, name, changes) })}
          onTarget={pickTarget}
          onExclude={exclude}
        />
      </Section>
      {target !== null && !advice && !adviceError && <Loading what={`Looking at ${target}…`} />}
      {target !== null && (advice ?? adviceError) && (
        <Section title="Kind of prediction">
          <ProblemTypeChoice
            target={target}
            advice={advice}
            choice={settings.kind}
            chosenType={targetType}
            onChoice={(kind) => change({ kind })}
          />
          {adviceError && <ErrorAlert title="The column could not be checked" error={adviceError} />}
          <AdviceList columns={advice?.columns ?? []} ignored={ignored} onExclude={exclude} />
          <FindingList findings={ofOptions} remediesOf={remedies} />
        </Section>
      )}
      {(target === null || advice || adviceError) && (
        <>
          <SettingsPanel
            settings={{ ...settings, target }}
            columns={columns}
            problemType={targetType === null ? (advice?.problemType ?? null) : null}
            rows={dataset.rows}
            onChange={change}
          />
          {error && <ErrorAlert title="Training was not started" error={error} />}
          <Group>
            <Button size="lg" onClick={() => void start()} loading={loading} disabled={!canStart}>
              {target === null ? 'Choose a column to predict' : `Train a model for ${target}`}
            </Button>
            {target !== null && !hasColumns && (
              <Text role="alert" c="var(--mantine-color-error)">
                No column is left to learn from. Include at least one.
              </Text>
            )}
          </Group>
        </>
      )}
    </>
  );
}
