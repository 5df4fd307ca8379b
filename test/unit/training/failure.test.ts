import { describe, expect, it } from 'vitest';
import { TaskRunError } from '../../../src/domain/task-run-error.js';
import { EngineUnavailableError } from '../../../src/errors.js';
import { H2OConnectionError, H2ORequestError } from '../../../src/h2o/client/errors.js';
import { asTaskRunError } from '../../../src/training/failure.js';

describe('what ended a training', () => {
  it('is ENGINE_LOST, to be tried again, when the connection is gone or the run is', () => {
    const lost = { taskCode: 'ENGINE_LOST', retryable: true };
    expect(asTaskRunError(new H2OConnectionError('The connection was lost.'))).toMatchObject(lost);
    expect(asTaskRunError(new H2ORequestError(404, 'Object not found'))).toMatchObject(lost);
    expect(asTaskRunError(new H2ORequestError(400, 'Job is missing'))).toMatchObject(lost);
  });

  it('is ENGINE_UNAVAILABLE when there was no engine to begin with', () => {
    const error = asTaskRunError(new EngineUnavailableError('Install Java.'));
    expect(error).toMatchObject({
      taskCode: 'ENGINE_UNAVAILABLE',
      message: 'Install Java.',
      retryable: false,
    });
  });

  it('is ENGINE_REFUSED, with H2O’s sentence, when it did not like the data', () => {
    expect(asTaskRunError(new H2ORequestError(500, 'Number of classes is equal to 1.'))).toMatchObject({
      taskCode: 'ENGINE_REFUSED',
      message: expect.stringContaining('Number of classes is equal to 1.') as string,
    });
  });

  it('stays what it is otherwise', () => {
    const bug = new TypeError('x is undefined');
    const told = new TaskRunError('NO_MODEL', 'none');
    expect(asTaskRunError(bug)).toBe(bug);
    expect(asTaskRunError(told)).toBe(told);
  });
});
