import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useHealth } from './use-health.js';

/** Says why no upload and no task is taken, while the disk of the service is short of room. */
export function DiskBanner() {
  const disk = useHealth()?.disk;
  if (!disk?.isShort) return null;
  return (
    <Alert
      role="status"
      color="red"
      icon={<IconAlertTriangle />}
      title="The disk of the server is full"
      mb="md"
    >
      Less than {Math.ceil(disk.minFreeBytes / 1024 ** 2)} MB are free: no upload and no task is taken. Delete
      tasks or datasets that nobody needs, or make room on the disk.
    </Alert>
  );
}
