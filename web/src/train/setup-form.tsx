import { Button, Group, Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { AdviceList } from './advice-list.js';
import { ColumnTable } from './columns/column-table.js';
import { excludedColumns, withExcluded } from './excluded-columns.js';
import { ProblemTypeChoice } from './problem-type-choice.js';
import { asTrainingOptions } from './settings/settings.js';
import { SettingsPanel } from './settings/settings-panel.js';
import { useSettings } from './settings/use-settings.js';
import { canBeTarget, suggestTarget } from './suggest-target.js';
import { useAdvice } from './use-advice.js';
import { useTraining, type Dataset } from './use-dataset.js';

export function SetupForm({ dataset }: { readonly dataset: Dataset }) {
  const navigate = useNavigate();
  const [settings, change] = useSettings();
  const target = useMemo(
    () => suggestTarget(dataset.columns, settings.target),
    [dataset.columns, settings.target],
  );
  const { advice, error: adviceError } = useAdvice(dataset.id, target, settings.kind);
  const { train, loading, error } = useTraining(dataset.id);
  const ignored = excludedColumns(settings, target, advice?.columns ?? []);

  const pickTarget = (name: string) =>
    change({ target: name, kind: 'AUTO', excluded: settings.excluded.filter((column) => column !== name) });
  const exclude = (columns: readonly string[], excluded: boolean) =>
    change(withExcluded(settings, columns, excluded, advice?.columns ?? []));
  const start = async () => {
    if (target === null) return;
    const id = await train(asTrainingOptions(settings, target, ignored, dataset.rows));
    if (id !== null) await navigate(`/tasks/${id}`);
  };

  const hasColumns = dataset.columns.some(
    ({ name, type }) => name !== target && type !== 'TEXT' && !ignored.has(name),
  );
  const canStart = target !== null && advice?.problem == null && settings.algorithms.length > 0 && hasColumns;

  return (
    <>
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
            data={dataset.columns.filter(canBeTarget).map(({ name }) => name)}
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
            onChoice={(kind) => change({ kind })}
          />
          {adviceError && <ErrorAlert title="The column could not be checked" error={adviceError} />}
          <AdviceList columns={advice?.columns ?? []} ignored={ignored} onExclude={exclude} />
        </Section>
      )}
      {(target === null || advice || adviceError) && (
        <>
          <SettingsPanel settings={settings} rows={dataset.rows} onChange={change} />
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
