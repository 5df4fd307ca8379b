import { notifications } from '@mantine/notifications';
import { describeError } from '../session/errors.js';

/** Shows an action that failed, where it has no place of its own on the page. */
export function notifyFailure(title: string, error: unknown): void {
  notifications.show({ title, message: describeError(error).message, color: 'red', autoClose: 10_000 });
}
