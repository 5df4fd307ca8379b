import { useApolloClient } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { IconDownload, IconFileText } from '@tabler/icons-react';
import { graphql } from '../../gql/index.js';
import { notifyFailure } from '../../ui/notify.js';
import type { WholeTask } from '../use-task.js';

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

/** The model, and the report of the run. */
export function ResultDownloads({ task }: { readonly task: WholeTask }) {
  const client = useApolloClient();
  // Asked for when it is wanted: with an API token the link expires.
  const downloadModel = async () => {
    const { data } = await client.query({
      query: DOWNLOAD,
      variables: { id: task.id },
      fetchPolicy: 'no-cache',
    });
    const url = data?.task?.modelDetails?.downloadUrl;
    if (url) saveAs(url, '');
  };
  const downloadReport = async () => {
    const { buildReport } = await import('../../report/build-report.js');
    const url = URL.createObjectURL(new Blob([buildReport(task)], { type: 'text/html' }));
    saveAs(url, `trainyard-${task.id.slice(0, 8)}.html`);
    URL.revokeObjectURL(url);
  };
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => {
          downloadModel().catch((error: unknown) => notifyFailure('The model was not downloaded', error));
        }}
      >
        Download model
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileText size={16} aria-hidden />}
        onClick={() => {
          downloadReport().catch((error: unknown) => notifyFailure('The report was not made', error));
        }}
      >
        Download report
      </Button>
    </Group>
  );
}

/** @param name of the file; empty: as the service calls it. */
function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
