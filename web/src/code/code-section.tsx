import { skipToken, useQuery } from '@apollo/client/react';
import { Button, CopyButton, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../gql/index.js';
import { useSessionState } from '../session/session-context.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import classes from './code-section.module.css';
import { exampleRow } from './example-row.js';
import { LANGUAGES, snippet, type Language } from './snippets.js';

const EXAMPLE = graphql(`
  query CodeExample($id: ID!) {
    task(id: $id) {
      id
      dataset {
        id
        head(rows: 1)
        columns {
          name
        }
      }
      modelDetails {
        modelId
        signature {
          columns {
            name
            type
            typical
          }
        }
      }
    }
  }
`);

/** How a program predicts with the model, to be copied. */
export function CodeSection({ taskId }: { readonly taskId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [language, setLanguage] = useState<Language>('curl');
  const { hasToken } = useSessionState();
  // Not kept: the columns of a dataset are stored whole or not at all.
  const { data, error } = useQuery(
    EXAMPLE,
    isOpen ? { variables: { id: taskId }, fetchPolicy: 'no-cache' } : skipToken,
  );
  const dataset = data?.task?.dataset;
  const columns = data?.task?.modelDetails?.signature?.columns;
  const code =
    columns &&
    snippet(language, {
      origin: window.location.origin,
      taskId,
      row: exampleRow(columns, dataset?.columns.map(({ name }) => name) ?? [], dataset?.head[0]),
      needsToken: hasToken,
    });
  return (
    <Section
      title="Code"
      hint={`Predict from a program.${hasToken ? ' The token is read from the environment variable API_TOKEN.' : ''}`}
      actions={
        <Group gap="xs">
          {isOpen && (
            <SegmentedControl
              aria-label="Language"
              size="xs"
              data={[...LANGUAGES]}
              value={language}
              onChange={setLanguage}
            />
          )}
          {code !== undefined && (
            <CopyButton value={code}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          )}
          <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide code' : 'Show code'}
          </Button>
        </Group>
      }
    >
      {error && <ErrorAlert title="The example could not be loaded" error={error} />}
      {isOpen && (
        <pre className={classes['code']} tabIndex={0} role="region" aria-label={`Code: ${language}`}>
          <code>{code}</code>
        </pre>
      )}
    </Section>
  );
}
