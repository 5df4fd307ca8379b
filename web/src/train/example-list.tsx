import { SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import classes from './example-list.module.css';
import { EXAMPLES, type Example } from './examples.js';

interface Props {
  readonly disabled: boolean;
  readonly onPick: (file: File, target: string) => void;
}

export function ExampleList({ disabled, onPick }: Props) {
  const [error, setError] = useState<unknown>();
  const pick = async ({ file, target }: Example) => {
    setError(undefined);
    try {
      const response = await fetch(`/examples/${file}`);
      if (!response.ok) throw new Error(`${file}: status ${response.status}`);
      onPick(new File([await response.blob()], file, { type: 'text/csv' }), target);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Section title="Or try an example" hint="One click uploads it and shows its columns.">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {EXAMPLES.map((example) => (
          <UnstyledButton
            key={example.file}
            className={classes['card'] ?? ''}
            disabled={disabled}
            onClick={() => void pick(example)}
          >
            <Text component="span" fw={600}>
              {example.title}
            </Text>
            <Text component="span" size="sm" c="dimmed">
              {example.text}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      {error !== undefined && <ErrorAlert title="The example could not be loaded" error={error} />}
    </Section>
  );
}
