import { describe, expect, it } from 'vitest';
import { plain, refusal } from '../../../src/h2o/client/refusal.js';

describe('a refusal of H2O', () => {
  it('is its own sentence, without frame, stack and developer’s message', () => {
    const body = {
      msg: '\n\nERROR MESSAGE:\n\nMissing data\n\n',
      dev_msg: 'Did not find any data under key /home/x',
      exception_type: 'water.exceptions.H2OIllegalArgumentException',
      stacktrace: ['water.exceptions.H2OIllegalArgumentException: Missing data', ' at water.X.y(X.java:3)'],
    };
    expect(refusal(412, JSON.stringify(body))).toMatchObject({
      status: 412,
      message: 'Missing data',
      exceptionType: 'water.exceptions.H2OIllegalArgumentException',
    });
  });

  it('of a model builder is the sum of its errors, without warnings', () => {
    const body = {
      msg: 'Illegal argument(s) for GBM model',
      messages: [
        { message_type: 'WARN', message: 'slow' },
        { message_type: 'ERRR', message: 'Response cannot be constant.' },
        { message_type: 'ERRR', message: 'Too few rows.' },
      ],
    };
    expect(refusal(412, JSON.stringify(body)).message).toBe('Response cannot be constant. Too few rows.');
  });

  it('that is not JSON tells the status only, and a 401 what is wrong', () => {
    expect(refusal(404, '<html>Not found</html>').message).toBe('H2O answered with status 404.');
    expect(refusal(500, '').message).toBe('H2O answered with status 500.');
    expect(refusal(401, '<html></html>').message).toBe('H2O wants another user name or password.');
  });
});

describe('plain words', () => {
  it('have no Java class names and no lines of a stack', () => {
    expect(
      plain(
        'java.lang.RuntimeException: water.DException$DistributedException: Number of classes is equal to 1.\n\tat hex.Model.init(Model.java:10)\n',
      ),
    ).not.toMatch(/java|\tat/);
    expect(plain('ERROR MESSAGE:\n\n  two\n words ')).toBe('two words');
  });
});
