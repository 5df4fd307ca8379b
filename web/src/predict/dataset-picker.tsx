import { useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { graphql } from '../gql/index.js';
import { plural } from '../format/number.js';
import type { Source } from './use-predict.js';

const DATASETS = graphql(`
  query DatasetsToPredict {
    datasets(first: 50) {
      edges {
        node {
          id
          fileName
          rows
        }
      }
    }
  }
`);

/** Chooses one of the datasets that are on the server, in place of an upload. */
export function DatasetPicker({ onPick }: { readonly onPick: (source: Source) => void }) {
  const { data } = useQuery(DATASETS, { fetchPolicy: 'no-cache' });
  const datasets = data?.datasets.edges.map(({ node }) => node) ?? [];
  return (
    <Select
      aria-label="Or predict a dataset"
      placeholder="Or predict a dataset"
      searchable
      value={null}
      data={datasets.map(({ id, fileName, rows }) => ({
        value: id,
        label: `${fileName}, ${plural(rows, 'row')} (${id.slice(0, 6)})`,
      }))}
      onChange={(id) => {
        const dataset = datasets.find((entry) => entry.id === id);
        if (dataset) onPick({ datasetId: dataset.id, fileName: dataset.fileName });
      }}
    />
  );
}
