import { Button } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import { askForNotifications, isNotified, stopNotifications } from './notification-choice.js';

/** The only place that asks for notifications, and only when clicked. */
export function NotifyButton() {
  const [isOn, setOn] = useState(isNotified);
  if (!('Notification' in window) || Notification.permission === 'denied') return null;
  const toggle = async () => {
    if (isOn) stopNotifications();
    setOn(isOn ? false : await askForNotifications());
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={isOn ? <IconBellOff size={16} aria-hidden /> : <IconBell size={16} aria-hidden />}
      onClick={() => void toggle()}
    >
      {isOn ? 'Stop notifications' : 'Notify me when tasks end'}
    </Button>
  );
}
