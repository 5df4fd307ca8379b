import { z } from 'zod';
import { H2ORequestError } from './errors.js';

/** `H2OErrorV3` and its extension for model builders; some answers of status 400, 401 and 404 are not JSON at all. */
const ErrorBody = z.object({
  msg: z.string(),
  exception_type: z.string().nullish(),
  messages: z.array(z.object({ message_type: z.string(), message: z.string() })).nullish(),
});

/** H2O's answer of a bad status, as an error whose message can be shown. */
export function refusal(status: number, text: string): H2ORequestError {
  if (status === 401) {
    return new H2ORequestError(401, 'H2O wants another user name or password.');
  }
  const body = ErrorBody.safeParse(parseJson(text));
  if (!body.success) return new H2ORequestError(status, `H2O answered with status ${status}.`);
  const details = (body.data.messages ?? [])
    .filter((message) => message.message_type === 'ERRR')
    .map((message) => plain(message.message));
  const said = details.length > 0 ? details.join(' ') : plain(body.data.msg);
  return new H2ORequestError(
    status,
    presentable(said) || `H2O answered with status ${status}.`,
    body.data.exception_type ?? null,
    { cause: said },
  );
}

/** What only says where in H2O's own code something went wrong. */
const INTERNAL =
  /out of bounds|exception|\bnull\b|\b(?:java|water|hex|ai\.h2o|sun|jdk)\.|\bassert|\b(?:Array|String|Object|Class)Index|\$\w+@|NoSuch\w+Error|StackOverflow/i;

/** Whether a message tells nothing to one who does not know H2O's code. */
export const isInternal = (message: string): boolean => INTERNAL.test(message);

/** A message of H2O that people may read: one of its own code's is replaced. */
export function presentable(message: string): string {
  return isInternal(message) ? 'H2O failed on it by an error of its own.' : message;
}

/** H2O's sentence without the `ERROR MESSAGE:` frame, the Java class names in front and any lines of a stack. */
export function plain(message: string): string {
  return message
    .replace(/ERROR MESSAGE:/g, '')
    .split('\n')
    .filter((line) => !/^\s*at [\w$.]+\(/.test(line))
    .join(' ')
    .replace(/\b(?:[a-z][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error): /g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
