import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { inPageWords } from '../format/api-words.js';
import { formatCount, plural } from '../format/number.js';
import type { Severity } from '../gql/graphql.js';
import type { FindingRow } from './fragment.js';

const LOOKS = {
  PROBLEM: ['red', 'Do not use it as it is', IconAlertTriangle],
  WARNING: ['orange', 'Check this', IconAlertTriangle],
  INFO: ['gray', 'Good to know', IconInfoCircle],
} as const;

const SEVERITIES: readonly Severity[] = ['PROBLEM', 'WARNING', 'INFO'];
/** Before "Show all". */
const SHOWN = 5;

/** What may be done about a finding, by one click. */
export interface Remedy {
  readonly label: string;
  readonly isApplied: boolean;
  readonly apply: () => void;
}

interface Props {
  readonly findings: readonly FindingRow[];
  readonly remediesOf?: (finding: FindingRow) => readonly Remedy[];
}

/** What was noticed, the gravest first, each with what to do about it. */
export function FindingList({ findings, remediesOf = () => [] }: Props) {
  return SEVERITIES.map((severity) => {
    const ofIt = findings.filter((finding) => finding.severity === severity);
    return (
      ofIt.length > 0 && (
        <Findings key={severity} severity={severity} findings={ofIt} remediesOf={remediesOf} />
      )
    );
  });
}

function Findings({ severity, findings, remediesOf }: Required<Props> & { readonly severity: Severity }) {
  const [showsAll, setShowsAll] = useState(false);
  const [color, title, Icon] = LOOKS[severity];
  return (
    <Alert
      role={severity === 'PROBLEM' ? 'alert' : 'note'}
      color={color}
      icon={<Icon />}
      title={title}
      aria-label={title}
    >
      <Stack gap="xs" align="flex-start">
        <List size="sm" spacing={4}>
          {(showsAll ? findings : findings.slice(0, SHOWN)).map((finding) => (
            <List.Item key={`${finding.code} ${finding.column ?? ''} ${finding.message}`}>
              <Subject finding={finding} />
              {inPageWords(finding.message)}
              <Facts finding={finding} />
              <Remedies remedies={remediesOf(finding)} />
            </List.Item>
          ))}
        </List>
        {findings.length > SHOWN && (
          <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show all ${formatCount(findings.length)}`}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Remedies({ remedies }: { readonly remedies: readonly Remedy[] }) {
  if (remedies.length === 0) return null;
  return (
    <Group gap="xs" my={4}>
      {remedies.map(({ label, isApplied, apply }) => (
        <Button key={label} size="xs" variant="default" disabled={isApplied} onClick={apply}>
          {isApplied ? `${label}: done` : label}
        </Button>
      ))}
    </Group>
  );
}

/** The column, where the sentence does not name it itself. */
function Subject({ finding: { column, message } }: { readonly finding: FindingRow }) {
  return column == null || message.includes(column) ? null : <b>{column}: </b>;
}

/** Rows and examples, where the sentence does not name them itself. */
function Facts({ finding: { rows, examples, message } }: { readonly finding: FindingRow }) {
  const unnamed = examples.filter((example) => !message.includes(example));
  const facts = [
    rows == null || message.includes(String(rows)) || message.includes(formatCount(rows))
      ? null
      : plural(rows, 'row'),
    unnamed.length > 0 ? `such as ${unnamed.map((example) => `“${example}”`).join(', ')}` : null,
  ].filter((fact) => fact !== null);
  return (
    facts.length > 0 && (
      <Text span size="xs" c="dimmed">
        {' '}
        {facts.join(', ')}
      </Text>
    )
  );
}
