import { Alert } from '@mantine/core';
import { IconEngine } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useHealth } from './use-health.js';

const TITLES: Readonly<Record<string, string>> = {
  STARTING: 'The training engine is starting',
  UNRESPONSIVE: 'The training engine does not answer',
  RESTARTING: 'The training engine was lost and is restarting',
  FAILED: 'The training engine cannot be used',
  STOPPED: 'The training engine is stopped',
};

/** Says why nothing trains, while that is so. */
export function EngineBanner() {
  const { pathname } = useLocation();
  const engine = useHealth()?.engine;
  const isReady = engine?.status === 'READY';
  // Once there, it stays until the next page: what is below must not move under the reader's hand.
  const [shownAt, setShownAt] = useState<string | null>(null);
  if (engine && !isReady && shownAt !== pathname) setShownAt(pathname);
  if (!engine || (isReady && shownAt !== pathname)) return null;
  if (isReady) {
    return (
      <Alert role="status" color="green" icon={<IconEngine />} title="The training engine is ready" mb="md">
        Tasks in the queue are trained.
      </Alert>
    );
  }
  const failed = engine.status === 'FAILED';
  return (
    <Alert
      role="status"
      color={failed ? 'red' : 'rail'}
      icon={<IconEngine />}
      title={TITLES[engine.status] ?? 'The training engine is not ready'}
      mb="md"
    >
      {engine.message} {!failed && 'You can upload now; tasks start when the engine is ready.'}
    </Alert>
  );
}
