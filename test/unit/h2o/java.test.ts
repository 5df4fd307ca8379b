import { describe, expect, it, vi, onTestFinished } from 'vitest';
import { findJava } from '../../../src/h2o/host/java.js';
import { commandNamed, javaHome, temporaryDirectory } from './support.js';

const ADVICE = 'Install a Java runtime of version 8 to 17 (17 is best), or set JAVA_HOME to one.';

describe('the Java that is found', () => {
  it('is that of JAVA_HOME, with its version', async () => {
    const home = await javaHome('17.0.15');
    expect(await findJava(home)).toEqual({ command: `${home}/bin/java`, major: 17, version: '17.0.15' });
    expect(await findJava(await javaHome('1.8.0_452'))).toMatchObject({ major: 8 });
    expect(await findJava(await javaHome('25'))).toMatchObject({ major: 25 });
  });

  it('is that on the PATH without a JAVA_HOME', async () => {
    const directory = await commandNamed('java', `echo 'openjdk version "11.0.2"' >&2`);
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('PATH', directory);
    expect(await findJava(undefined)).toEqual({ command: 'java', major: 11, version: '11.0.2' });
  });

  it('is asked for in one sentence where there is none', async () => {
    const empty = await temporaryDirectory();
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('PATH', empty);
    await expect(findJava(undefined)).rejects.toThrow(
      `H2O needs Java, and there is none that runs on the PATH. ${ADVICE}`,
    );
    await expect(findJava(empty)).rejects.toThrow(
      `H2O needs Java, and there is none that runs under JAVA_HOME. ${ADVICE}`,
    );
  });
});
