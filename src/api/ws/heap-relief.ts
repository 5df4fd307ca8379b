import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Fewer leave too little behind. */
const MANY = 1000;
/** What sockets hold outside of the heap is let go by the first, and what that held in the heap is found by the second. */
const COLLECTIONS = 2;
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
    if (this.#left >= MANY) this.#collectSoon(COLLECTIONS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #collectSoon(times: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#left = 0;
      this.#collect();
      if (times > 1) this.#collectSoon(times - 1);
    }, QUIET_MS);
  }
}

function collectGarbage(): void {
  // The only way to it for a process that was not started with the flag.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
}
