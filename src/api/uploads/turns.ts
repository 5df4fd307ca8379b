/**
 * Lets work begin in a turn of the event loop of its own, first come, first served. What hundreds of requests begin in one
 * turn would keep timers, and every other client, waiting until all of them have begun.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** @param begin called at once where nothing else has begun in this turn; must not throw */
  take(begin: () => void): void {
    if (this.#isTaken) {
      this.#waiting.push(begin);
      return;
    }
    this.#isTaken = true;
    setImmediate(this.#next);
    begin();
  }

  readonly #next = () => {
    this.#isTaken = false;
    const begin = this.#waiting.shift();
    if (begin) this.take(begin);
  };
}
