import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Fewer leave too little behind. */
const MANY = 1000;
/** Nobody has left for so long: the others are not to wait for it. */
const QUIET_MS = 3000;

/**
 * Has the memory of clients that left given back. V8 collects garbage when it needs room for something new: what ten
 * thousand subscribers held, some 200 MB, would stay with an idle service until the next ten thousand came.
 */
export class HeapRelief {
  readonly #collect: () => void;
  #left = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param collect some 50 ms */
  constructor(collect: () => void = collectGarbage) {
    this.#collect = collect;
  }

  /** A client is gone. */
  clientLeft(): void {
    this.#left += 1;
    if (this.#left < MANY) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#left = 0;
      this.#collect();
    }, QUIET_MS);
    this.#timer.refresh();
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

function collectGarbage(): void {
  // The only way to it for a process that was not started with the flag.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect();
}
