import { EngineSetupError } from '../client/errors.js';
import { isInternal } from '../client/refusal.js';
import { WHICH_JAVA } from '../host/java.js';

/** H2O's line when another process took one of its two ports between our look and its start. */
export const PORT_TAKEN = /some of the required ports .* are not available/;

/** Java's line when it ends itself because the heap is full (`ExitOnOutOfMemoryError`). */
export const OUT_OF_MEMORY = /java\.lang\.OutOfMemoryError/;

const REASONS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /Only Java versions? (\S+) are supported, system version is (\S+)/,
    ([, wanted = '', found = '']) =>
      `H2O refuses Java ${found}: it runs on Java ${wanted}. ` +
      `Install such a Java (17 is best), or set JAVA_HOME to one.`,
  ],
  [/UnsupportedClassVersionError/, () => `This Java is too old for H2O. ${WHICH_JAVA}`],
  [
    /Unable to access jarfile|Invalid or corrupt jarfile|no main manifest attribute/,
    () => 'The H2O jar cannot be run. Set H2O_JAR to an h2o.jar, or leave it unset to have one fetched.',
  ],
  [
    /Could not reserve enough space|Invalid maximum heap size|Too small maximum heap|insufficient memory/i,
    () =>
      'Java cannot get the memory H2O was to have. Set H2O_MEMORY to a size that this machine has, such as 1g.',
  ],
  [
    /Unrecognized (?:VM )?option '?([^']*)/,
    ([, option = '']) => `This Java does not know the option ${option}. ${WHICH_JAVA}`,
  ],
];

/** Why H2O ended before it was ready: an EngineSetupError where another try cannot end better. */
export function explainEarlyEnd(lines: readonly string[], exitCode: number | null): Error {
  const text = lines.join('\n');
  for (const [pattern, sentence] of REASONS) {
    const found = pattern.exec(text);
    if (found) return new EngineSetupError(sentence(found));
  }
  const fatal = lines.findLast((line) => /FATAL|Error|Exception/.test(line));
  const said =
    fatal && !isInternal(fatal) ? ` It said: ${fatal.replace(/^.*?(?:FATAL|ERRR)[:\s]*/, '').trim()}` : '';
  return new Error(`H2O ended before it was ready (exit code ${exitCode ?? 'none, by a signal'}).${said}`);
}
