import { useApolloClient } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { IconDownload, IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../gql/index.js';
import type { ReportFormat } from '../../gql/graphql.js';
import { notifyFailure } from '../../ui/notify.js';
import { Section } from '../../ui/section.js';

const DOWNLOAD = graphql(`
  query ModelDownload($id: ID!) {
    task(id: $id) {
      id
      modelDetails {
        downloadUrl
      }
    }
  }
`);

const REPORT = graphql(`
  query Report($id: ID!, $format: ReportFormat!) {
    task(id: $id) {
      id
      report(format: $format)
    }
  }
`);

const REPORTS = [
  { format: 'HTML', label: 'Report', type: 'text/html', ending: 'html' },
  { format: 'MARKDOWN', label: 'Report as Markdown', type: 'text/markdown', ending: 'md' },
  { format: 'JSON', label: 'Report as JSON', type: 'application/json', ending: 'json' },
] as const satisfies readonly { format: ReportFormat; label: string; type: string; ending: string }[];

/** The model, and the report of the run. */
export function ResultDownloads({ taskId }: { readonly taskId: string }) {
  const client = useApolloClient();
  const [inWork, setInWork] = useState<string | null>(null);
  const attempt = (what: string, failure: string, download: () => Promise<void>) => {
    setInWork(what);
    download()
      .catch((error: unknown) => notifyFailure(failure, error))
      .finally(() => setInWork(null));
  };
  // Asked for when it is wanted: with an API token the link expires.
  const downloadModel = async () => {
    const { data } = await client.query({
      query: DOWNLOAD,
      variables: { id: taskId },
      fetchPolicy: 'no-cache',
    });
    const url = data?.task?.modelDetails?.downloadUrl;
    if (url) saveAs(url, '');
  };
  const downloadReport = async ({ format, type, ending }: (typeof REPORTS)[number]) => {
    const { data } = await client.query({
      query: REPORT,
      variables: { id: taskId, format },
      fetchPolicy: 'no-cache',
    });
    const url = URL.createObjectURL(new Blob([data?.task?.report ?? ''], { type }));
    saveAs(url, `trainyard-${taskId.slice(0, 8)}.${ending}`);
    URL.revokeObjectURL(url);
  };
  return (
    <Section
      title="Downloads"
      hint="The model as a MOJO; the report has the settings, too."
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={inWork === 'model'}
            onClick={() => attempt('model', 'The model was not downloaded', downloadModel)}
          >
            Model
          </Button>
          {REPORTS.map((report) => (
            <Button
              key={report.format}
              variant="default"
              leftSection={<IconFileText size={16} aria-hidden />}
              loading={inWork === report.format}
              onClick={() => attempt(report.format, 'The report was not made', () => downloadReport(report))}
            >
              {report.label}
            </Button>
          ))}
        </Group>
      }
    />
  );
}

/** @param name of the file; empty: as the service calls it. */
function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
