import { ConfigError } from './config.js';
import { DataDirectoryError } from './storage/database.js';

/** Why the service did not start, for a terminal: a sentence where somebody can mend it, and null for a bug. */
export function startProblem(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof DataDirectoryError) return error.message;
  if (!isSystemError(error)) return null;
  const { code, syscall, address, port, path } = error;
  if (syscall === 'listen') {
    const where = `${address ?? 'this address'}:${port ?? ''}`;
    if (code === 'EADDRINUSE')
      return `Something else listens on ${where} already. Stop it, or set PORT to another port.`;
    if (code === 'EACCES')
      return `This user may not listen on ${where}. Set PORT to a number from 1024 to 65535.`;
    return `Nothing can listen on ${where} here (${code}). Set HOST to an address of this machine.`;
  }
  if (path === undefined) return null;
  if (code === 'ENOSPC') return `The disk that holds ${path} is full. Free some space, then start again.`;
  return `${path} cannot be used (${code}). Make it a directory that this user may write, or set DATA_DIR to one.`;
}

interface SystemError extends NodeJS.ErrnoException {
  readonly code: string;
  readonly address?: string;
  readonly port?: number;
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && 'syscall' in error;
