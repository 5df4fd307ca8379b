import { Alert, Button, List, Stack, Text } from '@mantine/core';
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

/** What was noticed, the gravest first, each with what to do about it. */
export function FindingList({ findings }: { readonly findings: readonly FindingRow[] }) {
  return SEVERITIES.map((severity) => {
    const ofIt = findings.filter((finding) => finding.severity === severity);
    return ofIt.length > 0 && <Findings key={severity} severity={severity} findings={ofIt} />;
  });
}

function Findings({
  severity,
  findings,
}: {
  readonly severity: Severity;
  readonly findings: readonly FindingRow[];
}) {
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
              {inPageWords(finding.message)}
              <Facts finding={finding} />
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
