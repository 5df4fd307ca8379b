import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PredictionAnswer } from './use-predict.js';

export function WarningList({ warnings }: Pick<PredictionAnswer, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconAlertTriangle />}
      title="Some values do not match the training data"
    >
      <List size="sm">
        {warnings.map(({ code, column, message }) => (
          <List.Item key={`${code} ${column}`}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
