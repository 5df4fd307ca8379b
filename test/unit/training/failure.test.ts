import { describe, expect, it } from 'vitest';
import { TaskRunError } from '../../../src/domain/task-run-error.js';
import { EngineUnavailableError } from '../../../src/domain/errors.js';
import { H2OConnectionError, H2ORequestError } from '../../../src/h2o/client/errors.js';
import { jobFailed } from '../../../src/h2o/client/job.js';
import { refusal } from '../../../src/h2o/client/refusal.js';
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

  it('never shows what only H2O’s own code means', () => {
    const { message } = refusal(500, JSON.stringify({ msg: 'Index 20 out of bounds for length 20' }));
    expect(asTaskRunError(new H2ORequestError(500, message))).toMatchObject({
      message:
        'H2O refused the data or the options: H2O failed on it by an error of its own. Change them and train again.',
    });
    const lost = asTaskRunError(refusal(404, JSON.stringify({ msg: 'Object trainyard_1@@y not found' })));
    expect((lost as Error).message).not.toContain('@@');
    const job = jobFailed({ exception: 'java.lang.NullPointerException: Cannot invoke "hex.Model.x()"' });
    expect(job.message).toBe('H2O failed on it by an error of its own.');
    expect(job.cause).toContain('Cannot invoke');
  });

  it('stays what it is otherwise', () => {
    const bug = new TypeError('x is undefined');
    const told = new TaskRunError('NO_MODEL', 'none');
    expect(asTaskRunError(bug)).toBe(bug);
    expect(asTaskRunError(told)).toBe(told);
  });
});
