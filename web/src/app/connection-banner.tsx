import { useDebouncedValue } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useConnectionState, useSessionState } from '../session/session-context.js';
import classes from './connection-banner.module.css';

/** Says that the live connection is lost; a hitch shorter than a second is not worth a word. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const { token } = useSessionState();
  const [settled] = useDebouncedValue(state, 1000);
  const isLost = token === 'fine' && state === 'lost' && settled === 'lost';
  return (
    <div role="status">
      {isLost && (
        <p className={classes['banner']}>
          <IconPlugConnectedX size={18} aria-hidden />
          Connection to the server lost. Reconnecting; the page catches up when it is back.
        </p>
      )}
    </div>
  );
}
