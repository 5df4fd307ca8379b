import { spawn } from 'node:child_process';

/**
 * Ends a child process as soon as this one is gone, however it goes. H2O's own dead-man switch is armed by its first
 * ping only: an H2O whose owner was killed before it would run forever. A shell waits at a pipe of which we
 * hold the other side; the operating system closes that when we die.
 * @returns ends the guard, and not the child.
 */
export function guard(pid: number): () => void {
  const shell = spawn('/bin/sh', ['-c', 'read -r _ || kill "$1"', 'guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Not for Ctrl-C in a terminal, which would end the guard before us.
    detached: true,
  });
  // Without a shell the dead-man switch is left; a guard that is gone already needs no word.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  return () => shell.stdin.end('\n');
}
