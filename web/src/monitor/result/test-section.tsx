import { useQuery } from '@apollo/client/react';
import { EvaluationSection } from '../../evaluation/evaluation-section.js';
import { formatShare } from '../../format/number.js';
import { graphql } from '../../gql/index.js';
import type { ProblemType } from '../../gql/graphql.js';
import { ErrorAlert } from '../../ui/error-alert.js';

const TEST = graphql(`
  query TestRows($id: ID!) {
    task(id: $id) {
      id
      options {
        validation {
          testFraction
        }
      }
      modelDetails {
        modelId
        test {
          ...Evaluated
        }
      }
    }
  }
`);

interface Props {
  readonly taskId: string;
  readonly problemType: ProblemType;
}

/** How the model does on the rows that were set aside; nothing where none were. */
export function TestSection({ taskId, problemType }: Props) {
  // Not kept: the options are stored whole or not at all.
  const { data, error, refetch } = useQuery(TEST, { variables: { id: taskId }, fetchPolicy: 'no-cache' });
  const share = data?.task?.options.validation.testFraction ?? 0;
  const test = data?.task?.modelDetails?.test;
  if (error) {
    return (
      <ErrorAlert
        title="The figures of the test rows could not be loaded"
        error={error}
        onRetry={() => void refetch().catch(() => undefined)}
      />
    );
  }
  if (!test) return null;
  return (
    <EvaluationSection
      title="On the test rows"
      hint={`${formatShare(share)} of the table, which neither the models nor the choice of the best one saw: the figures to expect on new rows.`}
      evaluation={test}
      problemType={problemType}
    />
  );
}
