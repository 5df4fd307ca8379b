import { describe, expect, it } from 'vitest';
import { explainEarlyEnd } from '../../../src/h2o/process/early-end.js';
import { EngineSetupError } from '../../../src/h2o/client/errors.js';

const said = (...lines: string[]) => explainEarlyEnd(lines, 1);

describe('an H2O that ends before it is ready', () => {
  it.each([
    [
      'Only Java versions 8-17 are supported, system version is 25.0.3',
      'H2O refuses Java 25.0.3: it runs on Java 8-17. Install such a Java (17 is best), or set JAVA_HOME to one.',
    ],
    [
      'Exception in thread "main" java.lang.UnsupportedClassVersionError: water/H2OApp',
      'This Java is too old for H2O. Install a Java runtime of version 8 to 17 (17 is best), or set JAVA_HOME to one.',
    ],
    [
      'Error: Invalid or corrupt jarfile h2o.jar',
      'The H2O jar cannot be run. Set H2O_JAR to an h2o.jar, or leave it unset to have one fetched.',
    ],
    [
      'Error occurred during initialization of VM: Could not reserve enough space for 9999999KB object heap',
      'Java cannot get the memory H2O was to have. Set H2O_MEMORY to a size that this machine has, such as 1g.',
    ],
    [
      "Unrecognized VM option 'ExitOnOutOfMemoryError'",
      'This Java does not know the option ExitOnOutOfMemoryError. Install a Java runtime of version 8 to 17 (17 is best), or set JAVA_HOME to one.',
    ],
  ])('for a reason that somebody must mend says what to do: %s', (line, sentence) => {
    const error = said('WARNING: something else', line, 'and more');
    expect(error).toBeInstanceOf(EngineSetupError);
    expect(error.message).toBe(sentence);
  });

  it('for any other reason may be started again, and passes on what it said last', () => {
    const error = said('11-24 03:00:00.123 127.0.0.1:54321 FATAL: disk is full', 'bye');
    expect(error).not.toBeInstanceOf(EngineSetupError);
    expect(error.message).toBe('H2O ended before it was ready (exit code 1). It said: disk is full');
    expect(explainEarlyEnd([], null).message).toBe(
      'H2O ended before it was ready (exit code none, by a signal).',
    );
  });
});
