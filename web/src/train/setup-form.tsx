import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import { AdviceList } from './advice-list.js';
import { ColumnTable } from './column-table.js';
import { DEFAULT_OPTIONS, type MoreOptions } from './more-options.js';
import { OptionsPanel } from './options-panel.js';
import { ProblemTypeChoice, type Choice } from './problem-type-choice.js';
import { canBeTarget, suggestTarget } from './suggest-target.js';
import { useAdvice } from './use-advice.js';
import { useTraining, type Dataset } from './use-dataset.js';

export function SetupForm({ dataset }: { readonly dataset: Dataset }) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [target, setTarget] = useState(() => suggestTarget(dataset.columns, params.get('target')));
  const [choice, setChoice] = useState<Choice>('AUTO');
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set());
  const [options, setOptions] = useState<MoreOptions>(DEFAULT_OPTIONS);
  const { advice, error: adviceError } = useAdvice(dataset.id, target, choice);
  const { train, loading, error } = useTraining(dataset.id);

  const pickTarget = (name: string) => {
    setTarget(name);
    setChoice('AUTO');
    setIgnored((before) => new Set([...before].filter((column) => column !== name)));
  };
  const leaveOut = (name: string, out: boolean) =>
    setIgnored(
      (before) => new Set(out ? [...before, name] : [...before].filter((column) => column !== name)),
    );
  const start = async () => {
    const id = await train({ ...options, target, problemType: choice, ignoredColumns: [...ignored] });
    if (id !== null) await navigate(`/tasks/${id}`);
  };

  const canStart = target !== null && advice?.problem == null && options.algorithms.length > 0;

  return (
    <>
      <Section
        title="Which column should be predicted?"
        hint="Click its column. Untick the columns that the model should not see."
        actions={
          <Select
            aria-label="Column to predict"
            searchable
            allowDeselect={false}
            placeholder="Choose a column"
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
          onLeaveOut={leaveOut}
        />
      </Section>
      {target !== null && (
        <Section title="What kind of prediction is it?">
          <ProblemTypeChoice target={target} advice={advice} choice={choice} onChoice={setChoice} />
          {adviceError && <ErrorAlert title="The column could not be looked at" error={adviceError} />}
          <AdviceList columns={advice?.columns ?? []} ignored={ignored} onLeaveOut={leaveOut} />
        </Section>
      )}
      <OptionsPanel options={options} rows={dataset.rows} onChange={setOptions} />
      {error && <ErrorAlert title="Training was not started" error={error} />}
      <Group>
        <Button size="lg" onClick={() => void start()} loading={loading} disabled={!canStart}>
          {target === null ? 'Choose a column to predict' : `Train a model for ${target}`}
        </Button>
      </Group>
    </>
  );
}
