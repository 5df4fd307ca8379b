import { randomBytes } from 'node:crypto';

/** Tells this process from an earlier one with the same pid, which in a container is the rule. */
const TOKEN = randomBytes(4).toString('hex');
const OWNER = /^(\d+)-([0-9a-f]{8})$/;

/** Names this process in what it leaves on disk, so that a later one can tell whether it is still needed. */
export const OWNER_TAG = `${process.pid}-${TOKEN}`;

/** Whether the process that wrote this tag still runs. False for anything that is not a tag. */
export function isOwnerAlive(tag: string): boolean {
  const [, pid, token] = OWNER.exec(tag) ?? [];
  if (pid === undefined) return false;
  if (Number(pid) === process.pid) return token === TOKEN;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
