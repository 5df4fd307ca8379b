import { BadUserInputError, UploadTooLargeError } from './errors.js';

/** @param what is too large: the file, or what it unpacks to */
export function tooLarge(maxBytes: number, what = 'The file'): UploadTooLargeError {
  const megabytes = Math.floor((maxBytes / 1024 / 1024) * 10) / 10;
  return new UploadTooLargeError(
    `${what} is larger than the ${megabytes > 0 ? `${megabytes} MB` : `${maxBytes} bytes`} this service takes. ` +
      'Send fewer rows or columns, or have MAX_UPLOAD_MB raised.',
    { maxBytes },
  );
}

/** @param bytes that came; undefined: unknown */
export function cutOff(cause: unknown, bytes?: number): BadUserInputError {
  const where = bytes === undefined ? 'before its end' : `after ${bytes} bytes`;
  return new BadUserInputError(
    `The upload was cut off ${where}. Nothing was kept; send the file again.`,
    {},
    { cause },
  );
}
