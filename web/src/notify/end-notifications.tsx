import { useRef } from 'react';
import { hasEnded, STATUS_NAMES } from '../format/names.js';
import { useTaskChanges } from '../monitor/use-task-changes.js';
import { isNotified } from './notification-choice.js';

/** Shows a notification of the browser when a task ends that was seen to run, on whatever page one is. */
export function EndNotifications() {
  const running = useRef(new Set<string>());
  useTaskChanges(({ id, status, fileName, target }) => {
    if (!hasEnded(status)) running.current.add(id);
    else if (running.current.delete(id) && isNotified()) {
      const what = target == null ? fileName : `${fileName} → ${target}`;
      const notification = new Notification(`${STATUS_NAMES[status]}: ${what}`, { tag: id });
      notification.onclick = () => {
        window.focus();
        window.location.assign(`/tasks/${id}`);
      };
    }
  });
  return null;
}
