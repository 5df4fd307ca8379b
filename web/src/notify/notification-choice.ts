const KEY = 'trainyard.notify';

/** Whether this browser shows a notification when a task ends: chosen by a click, and allowed by its user. */
export function isNotified(): boolean {
  return (
    'Notification' in window && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'yes'
  );
}

/** Asks the browser's user once. @returns whether notifications will be shown. */
export async function askForNotifications(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  const isAllowed = (await Notification.requestPermission()) === 'granted';
  if (isAllowed) localStorage.setItem(KEY, 'yes');
  return isAllowed;
}

export function stopNotifications(): void {
  localStorage.removeItem(KEY);
}
