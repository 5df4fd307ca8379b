import { useTaskAnnouncements } from '../monitor/use-task-announcements.js';

/** Follows all tasks, wherever in the app one is. */
export function TaskAnnouncements() {
  useTaskAnnouncements();
  return null;
}
