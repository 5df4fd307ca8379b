import { TaskRunError } from '../domain/task-run-error.js';
import { EngineUnavailableError } from '../domain/errors.js';
import { H2OConnectionError, H2ORequestError } from '../h2o/client/errors.js';

/** What ended a training, as the task shows it; anything that is not the engine's doing stays what it is. */
export function asTaskRunError(error: unknown): unknown {
  if (error instanceof H2ORequestError && isGone(error)) {
    const why =
      'It no longer has the data of this task: it was started again, or another user of it removed them.';
    return new TaskRunError('ENGINE_LOST', `The engine was lost during training. ${why}`, {
      retryable: true,
      cause: error,
    });
  }
  if (error instanceof H2OConnectionError) {
    return new TaskRunError('ENGINE_LOST', `The engine was lost during training. ${error.message}`, {
      retryable: true,
      cause: error,
    });
  }
  if (error instanceof EngineUnavailableError) {
    return new TaskRunError('ENGINE_UNAVAILABLE', error.message, { cause: error });
  }
  if (error instanceof H2ORequestError) {
    return new TaskRunError(
      'ENGINE_REFUSED',
      `H2O refused the data or the options: ${error.message} Change them and train again.`,
      { cause: error },
    );
  }
  return error;
}

/** Another user of the cluster wiped it: nobody but us removes our keys. */
const isGone = (error: H2ORequestError) => error.status === 404 || error.message.includes('Job is missing');
