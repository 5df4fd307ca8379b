import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck, IconClock, IconPlayerPlay } from '@tabler/icons-react';
import { STATUS_NAMES } from '../format/names.js';
import type { TaskStatus } from '../gql/graphql.js';

const LOOKS = {
  WAITING: ['gray', IconClock],
  IN_PROGRESS: ['rail', IconPlayerPlay],
  DONE: ['green', IconCheck],
  ERROR: ['red', IconAlertTriangle],
  CANCELLED: ['gray', IconBan],
} as const;

/** A task's status by word, sign and colour. */
export function StatusBadge({ status }: { readonly status: TaskStatus }) {
  const [color, Icon] = LOOKS[status];
  return (
    <Badge
      color={color}
      variant="light"
      c="var(--mantine-color-text)"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {STATUS_NAMES[status]}
    </Badge>
  );
}
