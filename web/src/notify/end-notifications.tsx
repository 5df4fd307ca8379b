import { useRef } from 'react';
import { hasEnded, STATUS_NAMES } from '../format/names.js';
import { taskTitle } from '../format/task-title.js';
import { useTaskChanges } from '../task/use-task-changes.js';
import { isNotified } from './notification-choice.js';

/** Shows a notification of the browser when a task ends that was seen to run, on whatever page one is. */
export function EndNotifications() {
  const running = useRef(new Set<string>());
  useTaskChanges((task) => {
    const { id, status } = task;
    if (!hasEnded(status)) running.current.add(id);
    else if (running.current.delete(id) && isNotified()) {
      const notification = new Notification(`${STATUS_NAMES[status]}: ${taskTitle(task)}`, { tag: id });
      notification.onclick = () => {
        window.focus();
        window.location.assign(`/tasks/${id}`);
      };
    }
  });
  return null;
}
